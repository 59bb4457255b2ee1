import Measurement
import Testing

struct MeanIntervalTests {
    /// `scipy.stats.t.ppf(0.95, 4) * scipy.stats.sem(values)` of these five values is 1.97699.
    @Test func `the interval is Student's`() {
        let interval = MeanInterval(of: [98, 99, 97, 101, 102])
        #expect(abs(interval.mean - 99.4) < 1e-9)
        #expect(abs(interval.halfWidth - 1.97699) < 1e-3)
    }

    @Test(arguments: [[], [5.0]])
    func `fewer than two values have no bounds`(values: [Double]) {
        #expect(MeanInterval(of: values).halfWidth == .infinity)
    }
}
