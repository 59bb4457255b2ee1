import LambdaPlatform
import Synchronization

/// Reads the CPU clocks of a process tree at short intervals.
final class ActivityRecorder: Sendable {
    /// The CPU time that the tree had used at a moment.
    struct Reading: Hashable, Sendable {
        let ns: UInt64
        let cpuNS: UInt64
    }

    /// Two milliseconds: half a tick, and too seldom to slow down what is watched.
    static let intervalNS: UInt64 = 2_000_000

    /// Readings between two looks at which processes there are.
    private static let looks = 25

    private struct State {
        var readings: [Reading] = []
        var members: [Int32] = []
    }

    private let tree: ProcessTree
    private let state = Mutex(State())

    init(_ tree: ProcessTree) {
        self.tree = tree
    }

    /// Takes one reading and says how long to pause.
    func read() -> UInt64 {
        state.withLock { state in
            if state.readings.count % Self.looks == 0 { state.members = tree.members() }
            let before = monotonicNS()
            let used = state.members.reduce(0) { $0 + ProcessTree.clockNS(of: $1) }
            // Both clocks belong together only if nothing came between reading them.
            guard monotonicNS() - before < Self.longestReadNS else { return }
            state.readings.append(Reading(ns: before, cpuNS: used))
        }
        return Self.intervalNS
    }

    /// A twentieth of the interval.
    private static let longestReadNS = intervalNS / 20

    /// What happened between two moments, as stretches; those alike are put together.
    func stretches(from startNS: UInt64, to endNS: UInt64) -> [CPUProfile.Stretch] {
        let readings = state.withLock { $0.readings }
        return Self.stretches(readings, from: startNS, to: endNS)
    }

    /// The most stretches that a profile is cut into.
    private static let most = 500

    static func stretches(
        _ readings: [Reading],
        from startNS: UInt64,
        to endNS: UInt64
    ) -> [CPUProfile.Stretch] {
        let inside = readings.filter { (startNS...max(startNS, endNS)).contains($0.ns) }
        let stride = max(1, (inside.count + most - 1) / most)
        let kept = inside.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        guard let first = kept.first, let last = kept.last, first.ns < last.ns else { return [] }
        var stretches = zip(kept, kept.dropFirst()).map { earlier, later in
            CPUProfile.Stretch(
                elapsedMS: Double(later.ns - earlier.ns) / 1e6,
                // A process that has ended takes its clock along.
                cpuMS: Double(later.cpuNS - min(later.cpuNS, earlier.cpuNS)) / 1e6
            )
        }
        // What lies before the first reading and after the last goes on as its neighbour does.
        stretches.insert(lengthened(stretches[0], ms: Double(first.ns - startNS) / 1e6), at: 0)
        stretches.append(
            lengthened(stretches[stretches.count - 1], ms: Double(endNS - last.ns) / 1e6)
        )
        return stretches
    }

    private static func lengthened(
        _ stretch: CPUProfile.Stretch,
        ms: Double
    ) -> CPUProfile.Stretch {
        CPUProfile.Stretch(elapsedMS: ms, cpuMS: stretch.cpuMS / stretch.elapsedMS * ms)
    }
}

extension [CPUProfile.Stretch] {
    /// The same stretches scaled to a duration and a CPU time that are known better in total.
    ///
    /// CPU time beyond what the processors can give in a stretch was really used in the next ones: the
    /// two clocks are not read at quite the same moment.
    func scaled(
        toMS durationMS: Double,
        cpuMS: Double,
        processors: Int
    ) -> [CPUProfile.Stretch] {
        let elapsed = reduce(0) { $0 + $1.elapsedMS }
        let cpu = reduce(0) { $0 + $1.cpuMS }
        guard elapsed > 0, cpu > 0 else {
            return [CPUProfile.Stretch(elapsedMS: durationMS, cpuMS: cpuMS)]
        }
        let scaled = map {
            CPUProfile.Stretch(
                elapsedMS: $0.elapsedMS * durationMS / elapsed,
                cpuMS: $0.cpuMS * cpuMS / cpu
            )
        }
        // What is left over at the end goes to the stretches before.
        let forward = scaled.carried(processors: processors)
        return Array(forward.stretches.reversed())
            .carried(processors: processors, starting: forward.rest)
            .stretches.reversed()
    }

    private func carried(
        processors: Int,
        starting rest: Double = 0
    ) -> (stretches: [CPUProfile.Stretch], rest: Double) {
        var rest = rest
        let stretches = map { stretch in
            let most = stretch.elapsedMS * Double(processors)
            let cpu = Swift.min(stretch.cpuMS + rest, most)
            rest += stretch.cpuMS - cpu
            return CPUProfile.Stretch(elapsedMS: stretch.elapsedMS, cpuMS: cpu)
        }
        return (stretches, rest)
    }
}
