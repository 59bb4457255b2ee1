import LambdaPlatform
import Synchronization

/// Reads the CPU clocks of a process tree at short intervals.
final class ActivityRecorder: Sendable {
    /// The CPU time that the tree had used at a moment, as far as the kernel had noticed.
    struct Reading: Hashable, Sendable {
        let ns: UInt64
        let cpuNS: UInt64
    }

    /// The kernel adds to the clocks of running threads at its ticks: more often tells no more.
    static let intervalNS = UInt64(PlatformModel.tickMS * 1e6)

    /// Readings between two looks at which processes there are.
    private static let looks = 25

    private struct State {
        var readings: [Reading] = []
        var members: [Int32] = []
        var rounds = 0
    }

    private let tree: ProcessTree
    private let state = Mutex(State())

    init(_ tree: ProcessTree) {
        self.tree = tree
    }

    /// Takes one reading and says how long to pause.
    func read() -> UInt64 {
        state.withLock { state in
            if state.rounds % Self.looks == 0 { state.members = tree.members() }
            state.rounds += 1
            let now = monotonicNS()
            let used = state.members.reduce(0) { $0 + ProcessTree.clockNS(of: $1) }
            // Both clocks belong together only if nothing came between reading them.
            if monotonicNS() - now < Self.intervalNS / 20 {
                state.readings.append(Reading(ns: now, cpuNS: used))
            }
        }
        return Self.intervalNS
    }

    /// What happened from a moment on, given the duration and the CPU time in total.
    func stretches(
        from startNS: UInt64,
        durationMS: Double,
        cpuMS: Double,
        processors: Int
    ) -> [CPUProfile.Stretch] {
        Self.stretches(
            state.withLock { $0.readings },
            from: startNS,
            durationMS: durationMS,
            cpuMS: cpuMS,
            processors: processors
        )
    }

    static func stretches(
        _ readings: [Reading],
        from startNS: UInt64,
        durationMS: Double,
        cpuMS: Double,
        processors: Int
    ) -> [CPUProfile.Stretch] {
        let endNS = startNS + UInt64(max(0, durationMS) * 1e6)
        // Before it begins the function stands still, and its clock is exact.
        let base = readings.last { $0.ns <= startNS }?.cpuNS ?? readings.first?.cpuNS ?? 0
        let unnoticed = PlatformModel.tickMS * Double(processors)
        var string = TautString()
        for reading in readings where reading.ns > startNS && reading.ns < endNS {
            // A process that has ended takes its clock along.
            let least = min(Double(reading.cpuNS - min(base, reading.cpuNS)) / 1e6, cpuMS)
            string.pass(
                x: Double(reading.ns - startNS) / 1e6,
                from: least,
                to: min(least + unnoticed, cpuMS)
            )
        }
        let knots = string.knots(toX: durationMS, y: cpuMS)
        return zip(knots, knots.dropFirst()).map { left, right in
            CPUProfile.Stretch(elapsedMS: right.x - left.x, cpuMS: right.y - left.y)
        }
    }
}
