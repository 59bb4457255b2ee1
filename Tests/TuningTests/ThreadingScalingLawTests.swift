import Testing

@testable import Tuning

struct ThreadingScalingLawTests {
    /// Throughput of a Cisco benchmark at 1…32 processors.
    ///
    /// - Source: Schwartz, "Practical Scalability with the Universal Scalability Law" (2015), as the
    ///   tests of usl4j give it, with the book's σ, κ, λ and peak.
    private static let cisco: [Double] = [
        955.16, 1_878.91, 2_688.01, 3_548.68, 4_315.54, 5_130.43, 5_931.37, 6_531.08, 7_219.8,
        7_867.61, 8_278.71, 8_646.7, 9_047.84, 9_426.55, 9_645.37, 9_897.24, 10_097.6, 10_240.5,
        10_532.39, 10_798.52, 11_151.43, 11_518.63, 11_806, 12_089.37, 12_075.41, 12_177.29,
        12_211.41, 12_158.93, 12_155.27, 12_118.04, 12_140.4, 12_074.39,
    ]

    private static let observations = cisco.enumerated().map { index, throughput in
        ScalingLaw.Observation(processors: Double(index + 1), throughput: throughput)
    }

    /// The book prints seven digits from another solver.
    private static let bookTolerance = 2e-4

    @Test func `the universal law has the book's parameters for the book's data`() throws {
        let law = try #require(ScalingLaw(.universal, fitting: Self.observations))
        #expect(abs(law.contention / 0.02671591 - 1) < Self.bookTolerance)
        #expect(abs(law.coherency / 7.690945e-4 - 1) < Self.bookTolerance)
        #expect(abs(law.single / 995.6486 - 1) < Self.bookTolerance)
        let peak = try #require(law.peakProcessors)
        #expect(Int(peak) == 35)
        #expect(abs(law.throughput(with: 35) / 12_341 - 1) < Self.bookTolerance)
    }

    @Test func `data with coherency call for the universal law`() throws {
        let better = try #require(ScalingLaw.better(fitting: Self.observations))
        #expect(better.kind == .universal)
    }

    /// Source: Amdahl's law for a parallel fraction of 0.95: speed-ups 1.905, 3.478, 5.926 and 9.143
    /// with 2, 4, 8 and 16 processors; 20 at most.
    @Test func `data without coherency call for Amdahl's law`() throws {
        let speedUps = zip([1.0, 2, 4, 8, 16, 32], [1, 1.905, 3.478, 5.926, 9.143, 12.549])
        let better = try #require(
            ScalingLaw.better(
                fitting: speedUps.map { ScalingLaw.Observation(processors: $0, throughput: $1) }
            )
        )
        #expect(better.kind == .amdahl)
        #expect(abs(better.law.parallelFraction - 0.95) < 0.001)
        #expect(better.law.peakProcessors == nil)
    }

    @Test(arguments: [1.0, 2.5, 7])
    func `slopes are those of a numerical derivative`(processors: Double) {
        let fit = ScalingFit(.universal, Self.observations)
        let step = 1e-6
        for index in 0..<3 {
            var values = fit.values
            values[index] += step * values[index]
            let change =
                law(values).throughput(with: processors)
                - law(fit.values).throughput(with: processors)
            let expected = fit.slopes(processors)[index]
            let slope = change / (step * fit.values[index])
            #expect(abs(slope - expected) <= 1e-4 * max(abs(expected), 1e-3))
        }
    }

    private func law(_ values: [Double]) -> ScalingLaw {
        ScalingLaw(
            single: values[0],
            contention: values[1],
            coherency: values[2],
            residual: 0
        )
    }

    @Test func `too few observations make no law`() {
        #expect(ScalingLaw(.universal, fitting: Array(Self.observations.prefix(2))) == nil)
        #expect(ScalingLaw(.amdahl, fitting: [Self.observations[0], Self.observations[0]]) == nil)
        #expect(ScalingLaw.better(fitting: []) == nil)
    }
}
