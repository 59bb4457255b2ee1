import Estimation
package import LambdaPlatform
package import Measurement

/// Where an invocation's time went at a memory setting, told by traces.
package struct PhaseTimes: Hashable, Sendable {
    /// The memory setting.
    package let memory: MemorySetting

    /// The threading strategy.
    package let strategy: ThreadingStrategy

    /// The median of INIT over cold starts, in ms, where there were any.
    package let initMS: Double?

    /// Waiting for databases, in ms: the median over warm invocations.
    package let databaseMS: Double

    /// Waiting for other services, in ms: the median over warm invocations.
    package let httpMS: Double

    /// The rest, in ms: the median over warm invocations of what was not waited for.
    package let computeMS: Double
}

extension PhaseTimes {
    /// A phase of an invocation.
    package enum Phase: String, Hashable, Sendable, CaseIterable {
        case initialisation = "init"
        case database
        case http = "HTTP"
        case compute
    }

    /// The time of a phase, in ms; nothing for INIT without a cold start.
    package func milliseconds(of phase: Phase) -> Double? {
        switch phase {
        case .initialisation: initMS
        case .database: databaseMS
        case .http: httpMS
        case .compute: computeMS
        }
    }
}

extension PhaseTimes {
    init?(_ pile: InvocationPile) {
        guard !pile.traces.isEmpty else { return nil }
        func median(_ value: (InvocationPile.Trace) -> Double) -> Double {
            OrderedSample(pile.traces.map(value)).median ?? 0
        }
        memory = pile.memory
        strategy = pile.strategy
        initMS = OrderedSample(pile.initMS).median
        databaseMS = median(\.databaseMS)
        httpMS = median(\.httpMS)
        computeMS = median { max(0, $0.durationMS - $0.databaseMS - $0.httpMS) }
    }
}

extension TunedRun {
    /// The phases at each setting that was traced, in the order of strategies and settings; empty for
    /// runs without traces.
    package var phaseTimes: [PhaseTimes] { facts.phases }

    /// Which phases of a strategy gain from memory, in one sentence; nil without traces at two settings.
    ///
    /// - Shape: a phase gains where it takes a tenth less at the largest setting than at the smallest.
    package func phaseFinding(for strategy: ThreadingStrategy) -> String? {
        let times = phaseTimes.filter { $0.strategy == strategy }
        guard let first = times.first, let last = times.last, first.memory != last.memory else {
            return nil
        }
        var gaining: [String] = []
        var steady: [String] = []
        for phase in PhaseTimes.Phase.allCases {
            guard let before = first.milliseconds(of: phase),
                let after = last.milliseconds(of: phase), before >= 0.5
            else { continue }
            let change = "\(milliseconds(before)) to \(milliseconds(after))"
            if after < 0.9 * before {
                gaining.append("\(phase.rawValue) (\(change))")
            } else {
                steady.append("\(phase.rawValue) (\(change))")
            }
        }
        let gains = gaining.isEmpty ? "no phase" : gaining.joined(separator: ", ")
        let rest = steady.isEmpty ? "" : ", but not \(steady.joined(separator: ", "))"
        return "From \(first.memory) to \(last.memory) memory speeds up \(gains)"
            + (gaining.isEmpty ? "" : rest) + "."
    }
}
