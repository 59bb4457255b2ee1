import LambdaPlatform
import Measurement

/// What a run holds of each pair so far.
struct Tallies {
    private struct Tally {
        var counted = 0
        var failures = 0
        var total = 0
    }

    private var pairs: [MeasuredPair: Tally] = [:]

    /// How many invocations there are of any kind.
    let total: Int

    init(_ invocations: [Invocation]) {
        self.total = invocations.count
        for invocation in invocations {
            pairs[invocation.pair, default: Tally()].total += 1
            if invocation.status != .success {
                pairs[invocation.pair, default: Tally()].failures += 1
            } else if invocation.countsAsWarm {
                pairs[invocation.pair, default: Tally()].counted += 1
            }
        }
    }

    /// How many warm, successful invocations a pair has.
    func counted(of pair: MeasuredPair) -> Int { pairs[pair]?.counted ?? 0 }

    /// How many warm, successful invocations a strategy has.
    func counted(of strategy: ThreadingStrategy) -> Int {
        pairs.filter { $0.key.strategy == strategy }.reduce(0) { $0 + $1.value.counted }
    }

    /// How many settings of a strategy were visited.
    func settings(of strategy: ThreadingStrategy) -> Int {
        pairs.keys.count { $0.strategy == strategy }
    }

    /// Whether a pair was visited at all.
    func isKnown(_ pair: MeasuredPair) -> Bool { pairs[pair] != nil }

    /// Whether a pair failed too often to insist: a setting that the function cannot live in.
    func isGivenUp(_ pair: MeasuredPair) -> Bool {
        guard let tally = pairs[pair] else { return false }
        return tally.failures >= 2 || tally.total >= tally.counted + 20
    }
}
