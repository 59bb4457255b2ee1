import Estimation
import LambdaPlatform
package import Measurement

/// A run turned into curves, from which any question can be answered without measuring again.
package struct TunedRun: Sendable {
    /// The run as it was measured.
    package let run: MeasuredRun

    /// One curve per strategy that has at least one usable setting, `single` first.
    package let curves: [DurationCurve]

    /// The curves of each event of a mix; none for a single event.
    let eventCurves: [EventCurve]

    /// Reasons to distrust the run as a whole, the record's own among them.
    package let cautions: [Caution]

    /// What the run says besides durations.
    let facts: RunFacts

    /// Fits curves to a run.
    ///
    /// - Parameters:
    ///   - run: what was measured.
    ///   - withEvents: whether each event of a mix gets curves of its own beside the mix's.
    /// - Throws: ``TuningFailure`` when no setting has a usable invocation.
    package init(fitting run: MeasuredRun, withEvents: Bool = true) throws(TuningFailure) {
        guard !run.invocations.isEmpty else { throw .noInvocations }
        let piles = InvocationPile.piles(of: run.invocations)
        let failures = piles.reduce(into: [:]) { sum, pile in
            sum.merge(pile.failures) { $0 + $1 }
        }
        let curves = Self.curves(of: piles, weights: run.record.plan.payloadWeights, run.record)
        guard !curves.isEmpty else {
            throw .noUsableInvocations(total: run.invocations.count, failures: failures)
        }
        self.run = run
        self.facts = RunFacts(of: piles)
        let grid = Self.grid(points: Self.tabulatedPoints, curves: curves, record: run.record)
        self.curves = curves.map { $0.tabulated(at: grid) }
        self.eventCurves = withEvents ? Self.eventCurves(of: run, at: grid) : []
        self.cautions =
            run.record.cautions + Self.cautions(about: curves, failures: failures)
            + [facts.caution].compactMap(\.self)
    }
}

extension TunedRun {
    /// The curve of a strategy, where it was measured.
    package func curve(for strategy: ThreadingStrategy) -> DurationCurve? {
        curves.first { $0.strategy == strategy }
    }

    /// One curve per strategy that has at least one usable setting, `single` first.
    static func curves(
        of piles: [InvocationPile],
        weights: [String: Double],
        _ record: RunRecord
    ) -> [DurationCurve] {
        Dictionary(grouping: piles, by: \.strategy).sorted { $0.key < $1.key }
            .compactMap { strategy, piles in
                DurationCurve(
                    measured: piles.compactMap { MeasuredSetting($0, payloadWeights: weights) },
                    library: library(for: strategy, of: record),
                    quota: quota(for: strategy, of: record)
                )
            }
    }

    /// The shapes a strategy may have: one thread cannot use a second processor, and the knee is
    /// known where this program set the quota.
    private static func library(
        for strategy: ThreadingStrategy,
        of record: RunRecord
    ) -> ShapeLibrary {
        switch record.source {
        case .local:
            ShapeLibrary(prior: .local(record.platform, usesThreads: strategy != .single))
        case .aws, .recorded:
            ShapeLibrary(prior: .deployed(on: record.architecture))
        }
    }

    /// How the quota of a strategy was kept, where a scheduler kept one and one thread ran into it.
    private static func quota(
        for strategy: ThreadingStrategy,
        of record: RunRecord
    ) -> EnforcedQuota? {
        guard record.governor != .model, strategy == .single else { return nil }
        let prelude = record.source == .local ? 0 : BandwidthModel.managedRuntimePreludeMS
        return EnforcedQuota(platform: record.platform, preludeMS: prelude)
    }
}
