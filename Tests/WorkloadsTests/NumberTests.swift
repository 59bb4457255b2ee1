import Testing

@testable import Workloads

struct NumberTests {
    /// Source: OEIS A006880.
    @Test(
        arguments: zip(
            [1, 2, 3, 10, 100, 1_000, 1_000_000, 100_000_000, 1_000_000_000],
            [0, 1, 2, 4, 25, 168, 78_498, 5_761_455, 50_847_534]
        )
    )
    func `primes are counted as in the published table`(limit: Int, count: Int) {
        #expect(PrimeCount.upTo(limit) == count)
    }

    /// Source: Vigna's `splitmix64.c` seeded with 1234567, as listed on Rosetta Code.
    @Test(arguments: [
        (0, 6_457_827_717_110_365_317 as UInt64), (1, 3_203_168_211_198_807_973),
        (2, 9_817_491_932_198_370_423), (3, 4_593_380_528_125_082_431),
        (4, 16_408_922_859_458_223_821),
    ])
    func `the generator gives the published numbers`(index: Int, value: UInt64) {
        #expect(SplitMix(seed: 1_234_567)(index) == value)
    }

    /// Source: the area 1.50659 of the set, Förstemann, "Numerical estimation of the area of the
    /// Mandelbrot set" (2012); the grid over [−2.25, 0.75] × [−1.5, 1.5] covers 9.
    @Test func `the share of bounded points is close to the known area`() async throws {
        let run = try WorkloadRun(workload: "mandelbrot", strategy: "dispatch", size: 640)
        let answer = try await run()
        let points = try #require(answer.split(separator: " ").first.flatMap { Double($0) })
        // A thousand iterations and pixels of 0.005 leave less than one per cent of error.
        #expect(abs(points / (640 * 640) * 9 - 1.50659) < 0.015)
    }

    @Test(arguments: [(0, 1, 10, 0..<10), (0, 3, 10, 0..<4), (1, 3, 10, 4..<7), (2, 3, 10, 7..<10)])
    func `shares cover every unit once`(index: Int, parts: Int, count: Int, range: Range<Int>) {
        #expect(share(index, of: parts, over: count) == range)
    }

    @Test func `more parts than units leave some empty`() {
        #expect((0..<5).flatMap { share($0, of: 5, over: 3) } == [0, 1, 2])
    }

    @Test func `at least one processor is usable`() {
        #expect(usableProcessors() >= 1)
    }
}
