import Capacity
package import LambdaPlatform

extension Conditions {
    /// The exact price of an invocation whose billed duration is an expectation.
    ///
    /// - Shape: duration and request, and /tmp above the free 512 MB for as long as it is billed.
    /// - Edge cases: durations are held to 15 minutes, Lambda's longest; /tmp costs nothing where
    ///   the Region's price for it is not in the table.
    package func invocationCost(billedMS: Double, at memory: MemorySetting) -> Money {
        let microseconds = Self.microseconds(billedMS)
        return tariff.cost(billedMicroseconds: microseconds, at: memory)
            + storageCost(microseconds)
    }

    /// What a million invocations of a duration cost, in currency units.
    ///
    /// - Shape: where environments are kept provisioned, the share that spills over them is Erlang's
    ///   `B(n, λD)` at the mean rate `λ` of the month; the rest is billed at the lower rate, and the
    ///   month's price of the environments is spread over its invocations.
    /// - Parameters:
    ///   - durationMS: The typical duration.
    ///   - warmMS: The milliseconds billed for a warm invocation, on average.
    ///   - initMS: INIT, where cold starts count.
    ///   - memory: The setting.
    /// - Returns: The cost, an expectation.
    /// - Source: Erlang (1917); METHOD.md, "The screens".
    func costPerMillion(
        durationMS: Double,
        warmMS: Double,
        initMS: Double?,
        at memory: MemorySetting
    ) -> Double {
        let billed = billedMS(warm: warmMS, initMS: initMS, durationMS: durationMS)
        let onDemand = (invocationCost(billedMS: billed, at: memory) * 1_000_000).units
        guard provisionedConcurrency > 0, monthlyInvocations > 0, let prices = tariff.provisioned
        else { return onDemand }
        let rate = Double(monthlyInvocations) / Self.monthSeconds
        let spilled = QueueingTheory.erlangB(
            servers: provisionedConcurrency,
            load: rate * durationMS / 1_000
        )
        let gigabytes = Double(memory.megabytes) / 1_024
        let microseconds = Self.microseconds(warmMS)
        let served =
            (storageCost(microseconds) + tariff.prices.request).units * 1_000_000
            + prices.duration.units * gigabytes * Double(microseconds)
        let kept =
            prices.concurrency.units * gigabytes * Self.monthSeconds
            * Double(provisionedConcurrency) / Double(monthlyInvocations) * 1_000_000
        return spilled * onDemand + (1 - spilled) * served + kept
    }

    /// The seconds of a month of 730 hours, as AWS's calculator counts them.
    private static let monthSeconds = 730.0 * 3_600

    private static func microseconds(_ billedMS: Double) -> Int {
        Int((min(max(billedMS, 0), 900_000) * 1_000).rounded())
    }

    private func storageCost(_ microseconds: Int) -> Money {
        guard ephemeralStorageMB > 512, let price = tariff.prices.ephemeralStorageGBSecond else {
            return .zero
        }
        let megabytes = Int128(ephemeralStorageMB - 512)
        return price.scaled(by: megabytes * Int128(microseconds), over: 1_024 * 1_000_000)
    }

    /// The billed milliseconds to expect of an invocation.
    ///
    /// - Shape: `(1 − c) × E⌈D⌉ + c × ⌈INIT + D⌉`, with `c` the share of cold starts.
    private func billedMS(warm: Double, initMS: Double?, durationMS: Double) -> Double {
        guard coldStartShare > 0, let initMS else { return warm }
        let cold = Tariff.billedMS(durationMS: durationMS, initDurationMS: initMS)
        return (1 - coldStartShare) * warm + coldStartShare * Double(cold)
    }
}
