import Estimation
package import LambdaPlatform
package import Measurement
import Tuning

/// The measuring as far as it has come, built up from its events.
package struct LiveState: Hashable, Sendable {
    /// What is measured.
    package let function: String

    /// The prices that the spend is worked out with.
    package let tariff: Tariff

    /// Whether invocations cost money, rather than only time on this machine.
    package let isBilled: Bool

    /// How far it is.
    package internal(set) var progress: RunProgress?

    /// What is being measured now, and why.
    package internal(set) var current: (request: InvocationRequest, reason: String)? {
        get { currentRequest.map { ($0, currentReason) } }
        set { (currentRequest, currentReason) = (newValue?.request, newValue?.reason ?? "") }
    }

    /// What has been seen of each setting and strategy.
    package internal(set) var pairs: [Pair: Tally] = [:]

    /// The last invocations, the newest last.
    package internal(set) var latest: [Invocation] = []

    /// Settings that could not be observed, and why; the newest last.
    package internal(set) var skipped: [String] = []

    /// Reasons to distrust the numbers.
    package internal(set) var cautions: [Caution] = []

    /// Why measuring ended, once it has.
    package internal(set) var ending: String?

    private var currentRequest: InvocationRequest?
    private var currentReason = ""

    /// A setting with a strategy.
    package struct Pair: Hashable, Sendable, Comparable {
        package let memory: MemorySetting
        package let strategy: ThreadingStrategy

        package static func < (left: Pair, right: Pair) -> Bool {
            (left.memory, left.strategy) < (right.memory, right.strategy)
        }
    }

    /// The durations seen of a pair: how many, their sum and the sum of their squares, in ms.
    package struct Tally: Hashable, Sendable {
        package var count = 0
        package var sumMS = 0.0
        package var sumOfSquares = 0.0
        package var failures = 0

        /// The mean in ms, where there is any duration.
        package var meanMS: Double? { count == 0 ? nil : sumMS / Double(count) }

        /// About half the 90 % interval of the mean, relative to it; nil below two durations.
        package var relativeError: Double? {
            guard count > 1, let meanMS, meanMS > 0 else { return nil }
            let variance = max(0, sumOfSquares - sumMS * meanMS) / Double(count - 1)
            return 1.645 * (variance / Double(count)).squareRoot() / meanMS
        }
    }

    /// A measurement that has yet to begin.
    package init(function: String, tariff: Tariff, isBilled: Bool) {
        self.function = function
        self.tariff = tariff
        self.isBilled = isBilled
    }
}

extension LiveState {
    private static let latestLimit = 64

    /// Takes note of something that happened.
    package mutating func receive(_ event: MeasurementEvent) {
        switch event {
        case .starting(let request, let reason, let progress):
            current = (request, reason)
            self.progress = progress
        case .finished(let invocation, let progress):
            count(invocation)
            self.progress = progress
        case .skipped(let request, let failure):
            skipped.append("\(request.memory), \(request.strategy): \(failure)")
        case .caution(let caution):
            cautions.append(caution)
        case .stopped(let reason):
            ending = reason
            current = nil
        }
    }

    private mutating func count(_ invocation: Invocation) {
        let pair = Pair(memory: invocation.memoryMB, strategy: invocation.strategy)
        var tally = pairs[pair] ?? Tally()
        if invocation.status != .success {
            tally.failures += 1
        } else if !invocation.warmUp, !invocation.cold {
            tally.count += 1
            tally.sumMS += invocation.durationMS
            tally.sumOfSquares += invocation.durationMS * invocation.durationMS
        }
        pairs[pair] = tally
        latest.append(invocation)
        if latest.count > Self.latestLimit { latest.removeFirst() }
    }

    /// What the invocations so far cost on Lambda, in currency units.
    package var spend: Double {
        guard let progress else { return 0 }
        return tariff.gbSecond.units * progress.billedGBSeconds
            + tariff.prices.request.units * Double(progress.done)
    }
}
