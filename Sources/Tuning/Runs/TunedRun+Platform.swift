package import LambdaPlatform
import Measurement

extension TunedRun {
    /// The run as it would be where a vCPU comes with other memory; itself for nil and for the model
    /// that it was measured under.
    ///
    /// What this program measured is a duration under a quota, so it moves to the setting that has
    /// that share now, and counts as projected there. Durations measured on Lambda belong to their
    /// memory settings, whatever share they are said to have: they stay, and only shares are told
    /// anew.
    ///
    /// - Cost: no fit; a table of beliefs a strategy.
    /// - Edge cases: the processors a function sees stay those of the setting it was measured at.
    package func supposing(_ platform: PlatformModel?) -> TunedRun {
        guard let platform, platform != run.record.platform else { return self }
        var run = run
        run.record.platform = platform
        guard run.record.source == .local else {
            return TunedRun(
                run: run,
                curves: curves,
                eventCurves: eventCurves,
                cautions: cautions,
                facts: facts
            )
        }
        let old = self.run.record.platform
        let moved = curves.map { $0.converted(from: old, to: platform) }
        let grid = Self.grid(points: Self.tabulatedPoints, curves: moved, record: run.record)
        return TunedRun(
            run: run,
            curves: moved.map { $0.tabulated(at: grid) },
            eventCurves: eventCurves.map { entry in
                EventCurve(
                    event: entry.event,
                    share: entry.share,
                    curve: entry.curve.converted(from: old, to: platform).tabulated(at: grid)
                )
            },
            cautions: cautions.filter { $0.code != "projected-settings" }
                + [Self.conversion(from: old, to: platform)],
            facts: facts
        )
    }

    private init(
        run: MeasuredRun,
        curves: [DurationCurve],
        eventCurves: [EventCurve],
        cautions: [Caution],
        facts: RunFacts
    ) {
        self.run = run
        self.curves = curves
        self.eventCurves = eventCurves
        self.cautions = cautions
        self.facts = facts
    }

    private static func conversion(
        from old: PlatformModel,
        to new: PlatformModel
    ) -> Caution {
        let figures = [old, new].map { rounded($0.megabytesPerVCPU, decimals: 0) }
        return Caution(
            code: "converted-platform",
            message: "Measured with a vCPU per \(figures[0]) MB and converted to one per "
                + "\(figures[1]) MB: every duration stands where its share is now."
        )
    }
}
