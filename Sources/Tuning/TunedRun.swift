import Estimation
import LambdaPlatform
package import Measurement

/// A run turned into curves, from which any question can be answered without measuring again.
package struct TunedRun: Sendable {
    /// The run as it was measured.
    package let run: MeasuredRun

    /// One curve per strategy that has at least one usable setting, `single` first.
    package let curves: [DurationCurve]

    /// Reasons to distrust the run as a whole, the record's own among them.
    package let cautions: [Caution]

    /// What the run says besides durations.
    let facts: RunFacts

    /// Fits curves to a run.
    ///
    /// - Throws: ``TuningFailure`` when no setting has a usable invocation.
    package init(fitting run: MeasuredRun) throws(TuningFailure) {
        guard !run.invocations.isEmpty else { throw .noInvocations }
        let piles = InvocationPile.piles(of: run.invocations)
        let failures = piles.reduce(into: [:]) { sum, pile in
            sum.merge(pile.failures) { $0 + $1 }
        }
        let byStrategy = Dictionary(grouping: piles, by: \.strategy)
        let curves = byStrategy.sorted { $0.key < $1.key }.compactMap { strategy, piles in
            DurationCurve(
                measured: piles.compactMap {
                    MeasuredSetting($0, payloadWeights: run.record.plan.payloadWeights)
                },
                library: Self.library(for: strategy, of: run.record),
                quota: Self.quota(for: strategy, of: run.record)
            )
        }
        guard !curves.isEmpty else {
            throw .noUsableInvocations(total: run.invocations.count, failures: failures)
        }
        self.run = run
        self.facts = RunFacts(of: piles)
        let grid = Self.grid(points: Self.tabulatedPoints, curves: curves, record: run.record)
        self.curves = curves.map { curve in
            var tabulated = curve
            tabulated.tabulate(grid)
            return tabulated
        }
        self.cautions = run.record.cautions + Self.cautions(about: curves, failures: failures)
    }
}

extension TunedRun {
    /// The curve of a strategy, where it was measured.
    package func curve(for strategy: ThreadingStrategy) -> DurationCurve? {
        curves.first { $0.strategy == strategy }
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
