package import LambdaPlatform

extension Conditions {
    /// The exact price of an invocation whose billed duration is an expectation.
    ///
    /// - Shape: duration and request, and /tmp above the free 512 MB for as long as it is billed.
    /// - Edge cases: durations are held to 15 minutes, Lambda's longest; /tmp costs nothing where
    ///   the Region's price for it is not in the table.
    package func invocationCost(billedMS: Double, at memory: MemorySetting) -> Money {
        let microseconds = Int((min(max(billedMS, 0), 900_000) * 1_000).rounded())
        let duration = tariff.cost(billedMicroseconds: microseconds, at: memory)
        guard ephemeralStorageMB > 512, let price = tariff.prices.ephemeralStorageGBSecond else {
            return duration
        }
        let megabytes = Int128(ephemeralStorageMB - 512)
        return duration
            + price.scaled(by: megabytes * Int128(microseconds), over: 1_024 * 1_000_000)
    }

    /// The billed milliseconds to expect of an invocation.
    ///
    /// - Shape: `(1 − c) × E⌈D⌉ + c × ⌈INIT + D⌉`, with `c` the share of cold starts.
    func billedMS(warm: Double, initMS: Double?, durationMS: Double) -> Double {
        guard coldStartShare > 0, let initMS else { return warm }
        let cold = Tariff.billedMS(durationMS: durationMS, initDurationMS: initMS)
        return (1 - coldStartShare) * warm + coldStartShare * Double(cold)
    }
}
