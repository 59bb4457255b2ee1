import Estimation
import Testing

struct OrderedSampleTests {
    /// R 4: `quantile(c(1, 2, 4, 8, 16), 0.3)` is 2.4 and `mad(c(1, 2, 4, 8, 16))` is 4.4478.
    @Test func `quantiles and deviation are those of R`() throws {
        let sample = OrderedSample([16, 1, 8, 2, 4])
        #expect(abs(try #require(sample.quantile(0.3)) - 2.4) < 1e-12)
        #expect(abs(try #require(sample.medianAbsoluteDeviation) - 4.4478) < 1e-4)
    }
}
