package import LambdaPlatform

/// The invocations of one pair of memory setting and strategy, figure by figure.
///
/// Warm, successful, counted invocations with a duration above zero are *usable*: they make the
/// durations. The rest is counted apart.
package struct InvocationPile: Hashable, Sendable {
    /// The memory setting.
    package let memory: MemorySetting

    /// The threading strategy.
    package let strategy: ThreadingStrategy

    /// The durations in ms of the usable invocations, in the order they were measured.
    package private(set) var durationsMS: [Double] = []

    /// The CPU times in ms of the usable invocations, where known.
    package private(set) var cpuMS: [Double] = []

    /// The throttled times in ms of the usable invocations, where known.
    package private(set) var throttledMS: [Double] = []

    /// The shares of the machine's CPU time that others had during the usable invocations, where
    /// known.
    package private(set) var contention: [Double] = []

    /// The durations in ms of the usable invocations whose event has a name, by that name.
    package private(set) var durationsByEvent: [String: [Double]] = [:]

    /// The usable invocations that were traced.
    package private(set) var traces: [Trace] = []

    /// The successful cold starts, warm-ups among them, in the order they were measured.
    package private(set) var coldStarts: [ColdStart] = []

    /// The init durations in ms, where known.
    package private(set) var initMS: [Double] = []

    /// The most memory seen in use, in MB, where known.
    package private(set) var maxMemoryUsedMB: Double?

    /// The most memory in MB that an environment with room to spare was seen to use, where known.
    ///
    /// - Edge cases: environments that filled their limit tell only that it was reached.
    package private(set) var peakWithRoomMB: Double?

    /// Whether any invocation ran out of memory.
    package private(set) var ranOutOfMemory = false

    /// Whether any usable duration was projected from an unthrottled invocation.
    package private(set) var isProjected = false

    /// Invocations left out of every figure: warm-ups.
    package private(set) var warmUps = 0

    /// Invocations that did not succeed, by how they ended; warm-ups are not among them.
    package private(set) var failures: [InvocationStatus: Int] = [:]

    /// A cold start among the other invocations of its setting.
    package struct ColdStart: Hashable, Sendable {
        /// How many usable invocations came before it.
        package let position: Int

        /// Its duration in ms, without INIT.
        package let durationMS: Double

        /// Its init duration in ms, where known.
        package let initMS: Double?
    }

    /// Where the time of a traced invocation went.
    package struct Trace: Hashable, Sendable {
        /// Its duration in ms.
        package let durationMS: Double

        /// Waiting for databases, in ms.
        package let databaseMS: Double

        /// Waiting for other services, in ms.
        package let httpMS: Double
    }

    /// The share of its memory from which on an environment counts as full.
    private static let fullShare = 0.98

    /// A pile without invocations.
    init(memory: MemorySetting, strategy: ThreadingStrategy) {
        self.memory = memory
        self.strategy = strategy
    }

    /// Adds an invocation of the pile's setting and strategy.
    mutating func add(_ invocation: borrowing Invocation) {
        if let used = invocation.maxMemoryUsedMB, used.isFinite {
            maxMemoryUsedMB = max(used, maxMemoryUsedMB ?? used)
            if used < Self.fullShare * Double(memory.megabytes) {
                peakWithRoomMB = max(used, peakWithRoomMB ?? used)
            }
        }
        if let duration = invocation.initDurationMS { initMS.append(duration) }
        if invocation.status == .outOfMemory { ranOutOfMemory = true }
        let duration = invocation.durationMS
        if invocation.cold, invocation.status == .success, duration > 0, duration.isFinite {
            let start = ColdStart(
                position: durationsMS.count,
                durationMS: duration,
                initMS: invocation.initDurationMS
            )
            coldStarts.append(start)
        }
        guard !invocation.warmUp else {
            warmUps += 1
            return
        }
        guard invocation.status == .success else {
            failures[invocation.status, default: 0] += 1
            return
        }
        guard !invocation.cold, duration > 0, duration.isFinite else { return }
        durationsMS.append(duration)
        if let database = invocation.databaseMS {
            let http = invocation.httpMS ?? 0
            traces.append(Trace(durationMS: duration, databaseMS: database, httpMS: http))
        }
        if let cpu = invocation.cpuMS { cpuMS.append(cpu) }
        if let throttled = invocation.throttledMS { throttledMS.append(throttled) }
        if let share = invocation.contention { contention.append(share) }
        if let event = invocation.payload { durationsByEvent[event, default: []].append(duration) }
        if invocation.projected { isProjected = true }
    }
}

extension InvocationPile {
    /// Invocations by setting and strategy, in order of strategy, then memory.
    ///
    /// - Cost: a pass over the invocations, some ten nanoseconds each.
    package static func piles(of invocations: [Invocation]) -> [InvocationPile] {
        var strategies: [ThreadingStrategy] = []
        // By strategy and memory, the place of the pile; -1 where there is none yet.
        var places: [Int] = []
        var piles: [InvocationPile] = []
        let width = MemorySetting.allowed.upperBound + 1
        for index in invocations.indices {
            let name = invocations[index].strategy
            let strategy = strategies.firstIndex(of: name) ?? strategies.count
            if strategy == strategies.count {
                strategies.append(name)
                places += [Int](repeating: -1, count: width)
            }
            let memory = invocations[index].memoryMB
            let slot = strategy * width + memory.megabytes
            if places[slot] < 0 {
                places[slot] = piles.count
                piles.append(InvocationPile(memory: memory, strategy: name))
            }
            piles[places[slot]].add(invocations[index])
        }
        return piles.sorted { ($0.strategy, $0.memory) < ($1.strategy, $1.memory) }
    }
}
