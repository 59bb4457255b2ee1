import Estimation
import Testing

struct DistributionTests {
    /// NIST/SEMATECH e-Handbook, table of the standard normal distribution.
    @Test(arguments: [(0.95, 1.644854), (0.975, 1.959964), (0.5, 0.0), (0.001, -3.090232)])
    func `normal quantiles are those of the table`(probability: Double, z: Double) {
        #expect(abs(NormalDistribution.quantile(probability) - z) < 1e-6)
        #expect(abs(NormalDistribution.cumulative(z) - probability) < 1e-6)
    }

    /// NIST/SEMATECH e-Handbook, table 1.3.6.7.2, the 0.95 column.
    @Test(arguments: [(1, 6.314), (2, 2.920), (3, 2.353), (5, 2.015), (10, 1.812), (30, 1.697)])
    func `Student's quantiles are those of the table`(degrees: Int, t: Double) {
        let quantile = StudentT(degreesOfFreedom: Double(degrees)).quantile(0.95)
        #expect(abs(quantile / t - 1) < 0.005)
    }

    /// `scipy.stats.t.ppf(0.95, 4) * scipy.stats.sem(values)` of these five values is 1.97699.
    @Test func `the interval of a mean is Student's`() throws {
        let sample = OrderedSample([98, 99, 97, 101, 102])
        let mean = try #require(sample.trimmedMeanEstimate(cut: 0))
        #expect(abs(mean.value - 99.4) < 1e-9)
        #expect(abs(mean.high - mean.value - 1.97699) < 0.005 * 1.97699)
    }

    @Test func `drawn numbers are normal`() {
        var generator = SeededGenerator(seed: 1)
        let sample = OrderedSample((0..<20_000).map { _ in generator.normal() })
        #expect(abs(sample.mean ?? 1) < 0.03)
        #expect(abs((sample.standardDeviation ?? 0) - 1) < 0.03)
    }

    /// Vigna's `splitmix64.c` started at 1234567, as quoted by Rosetta Code.
    @Test func `the seeded generator is the published one`() {
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }
}
