import LambdaPlatform
import LocalLambda
import Measurement
import Testing

/// Throttled invocations, each between two unthrottled ones of the same function and strategy.
struct PairedDurations {
    /// Where nothing is throttled, and the event that is sent there.
    private let free: (environment: HostedEnvironment, event: [UInt8])

    private let throttled: LocalSource
    private let strategy: ThreadingStrategy
    private var pairs: [MemorySetting: [(freeMS: Double, throttledMS: Double)]] = [:]

    /// An invocation in which others used more of the machine than this is tried again.
    private static let (tries, quietContention) = (3, 0.1)

    init(
        free: (environment: HostedEnvironment, event: [UInt8]),
        throttled: LocalSource,
        strategy: ThreadingStrategy
    ) {
        self.free = free
        self.throttled = throttled
        self.strategy = strategy
    }

    /// Measures every setting once a round.
    mutating func measure(_ settings: [MemorySetting], rounds: Int) async throws {
        // The first one starts up, and does not count.
        if pairs.isEmpty { _ = try await freeMS() }
        for _ in 0..<rounds {
            var before = try await freeMS()
            for memory in settings {
                if pairs[memory] == nil { _ = try await throttledMS(at: memory) }
                let throttledMS = try await throttledMS(at: memory)
                let after = try await freeMS()
                pairs[memory, default: []].append(((before + after) / 2, throttledMS))
                before = after
            }
        }
    }

    /// How many times as long a throttled invocation takes: the median over the rounds.
    func growth(at memory: MemorySetting) -> Double {
        middle((pairs[memory] ?? []).map { $0.throttledMS / $0.freeMS })
    }

    /// The median duration of throttled invocations.
    func durationMS(at memory: MemorySetting) -> Double {
        middle((pairs[memory] ?? []).map(\.throttledMS))
    }

    private func middle(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }

    private func freeMS() async throws -> Double {
        try await undisturbedMS { try await free.environment.invoke(free.event).invocation }
    }

    private func throttledMS(at memory: MemorySetting) async throws -> Double {
        let request = InvocationRequest(memory: memory, strategy: strategy)
        return try await undisturbedMS { try await throttled.invoke(request) }
    }

    /// The duration of the invocation that others disturbed least, or the first that nobody did.
    private func undisturbedMS(_ invoke: () async throws -> Invocation) async throws -> Double {
        var best: (contention: Double, durationMS: Double)?
        for _ in 0..<Self.tries {
            let invocation = try await invoke()
            // What went wrong, such as a wrong answer, has no duration to compare with.
            try #require(invocation.status == .success)
            let contention = invocation.contention ?? 0
            if contention < best?.contention ?? .infinity {
                best = (contention, invocation.durationMS)
            }
            if contention <= Self.quietContention { break }
        }
        return best?.durationMS ?? .nan
    }
}
