package import LambdaPlatform
import Measurement

/// How a memory setting reaches live traffic.
package struct RolloutPlan: Hashable, Sendable {
    /// The alias that live traffic uses.
    package let alias: String

    /// The setting to roll out.
    package let memory: MemorySetting

    /// The shares of traffic, 0…1, that the new version gets before all of it.
    package let steps: [Double]

    /// How long each step is watched.
    package let watch: Duration

    /// What the new version must keep to.
    package let limits: RolloutLimits

    /// Takes a plan.
    ///
    /// - Throws: ``Refusal`` unless the shares rise and lie between 0 and 1 and the alias can be one.
    package init(
        alias: String,
        memory: MemorySetting,
        steps: [Double],
        watch: Duration,
        limits: RolloutLimits
    ) throws(Refusal) {
        guard steps.allSatisfy({ $0 > 0 && $0 < 1 }), steps == Set(steps).sorted() else {
            throw .steps
        }
        guard alias.wholeMatch(of: /[A-Za-z0-9_-]{1,128}/) != nil, Int(alias) == nil else {
            throw .notAnAlias(alias.printableLine())
        }
        self.alias = alias
        self.memory = memory
        self.steps = steps
        self.watch = watch
        self.limits = limits
    }

    /// Why a plan was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case steps
        case notAnAlias(String)

        package var description: String {
            switch self {
            case .steps: "The steps must rise between 0 and 100 %, such as 10,50."
            case .notAnAlias(let text):
                "'\(text)' is not an alias: give the name of the alias that live traffic uses."
            }
        }
    }
}

/// What a new version must keep to while it is watched.
package struct RolloutLimits: Hashable, Sendable {
    /// The most errors for each invocation, 0…1.
    package var errorRate: Double

    /// The longest 95th percentile of durations, where limited.
    ///
    /// - Unit: ms.
    package var p95MS: Double?

    /// The most throttled invocations in a step.
    package var throttles: Int

    /// Whether a step without any invocation passes; otherwise it counts as broken, because nothing
    /// was learnt.
    package var allowsSilence: Bool

    package init(
        errorRate: Double = 0.01,
        p95MS: Double? = nil,
        throttles: Int = 0,
        allowsSilence: Bool = false
    ) {
        self.errorRate = errorRate
        self.p95MS = p95MS
        self.throttles = throttles
        self.allowsSilence = allowsSilence
    }

    /// What a reading breaks, in one sentence; nil when it keeps to everything.
    ///
    /// - Parameters:
    ///   - reading: What was recorded.
    ///   - isFinal: Whether the step is over, so that silence can be told from lateness.
    /// - Returns: The sentence.
    package func breach(in reading: VersionReading, isFinal: Bool) -> String? {
        if reading.invocations > 0, reading.errors / reading.invocations > errorRate {
            return "\(Int(reading.errors)) of \(Int(reading.invocations)) invocations failed"
        }
        if let p95MS, let found = reading.p95MS, found > p95MS {
            return "the 95th percentile is \(Int(found.rounded())) ms, above \(Int(p95MS)) ms"
        }
        if reading.throttles > Double(throttles) {
            return "\(Int(reading.throttles)) invocations were throttled"
        }
        if isFinal, reading.invocations == 0, !allowsSilence {
            return "no invocation reached the new version, so nothing is known about it"
        }
        return nil
    }
}
