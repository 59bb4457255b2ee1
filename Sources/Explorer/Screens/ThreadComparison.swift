import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// Strategies against the one with a single thread.
struct ThreadComparison {
    let analysis: Analysis

    /// The strategy that the others are held against.
    let base: Analysis.StrategyLine

    /// The others.
    let rivals: [Analysis.StrategyLine]

    /// Compares the strategies of an analysis; nil where there is only one.
    init?(_ analysis: Analysis) {
        guard let base = analysis.lines.first, analysis.lines.count > 1 else { return nil }
        self.analysis = analysis
        self.base = base
        self.rivals = Array(analysis.lines.dropFirst())
    }

    /// How many times faster a strategy is than the base, with the interval of the ratio.
    ///
    /// - Source: the intervals of two independent figures combined as relative errors, as in
    ///   Taylor, "An Introduction to Error Analysis" (1997), section 3.6.
    func speedUp(of rival: Analysis.StrategyLine, at memory: MemorySetting) -> Estimate? {
        guard let slow = analysis.option(at: memory, base.strategy)?.durationMS,
            let fast = analysis.option(at: memory, rival.strategy)?.durationMS, fast.value > 0
        else { return nil }
        let error = (square(slow.relativeHalfWidth) + square(fast.relativeHalfWidth)).squareRoot()
        let ratio = slow.value / fast.value
        return Estimate(value: ratio, low: ratio / (1 + error), high: ratio * (1 + error))
    }

    private func square(_ value: Double) -> Double { value * value }

    /// The smallest setting from which on a strategy is faster beyond doubt.
    func crossover(to rival: Analysis.StrategyLine) -> MemorySetting? {
        var candidate: MemorySetting?
        for option in rival.options {
            let isFaster = speedUp(of: rival, at: option.memory).map { $0.low > 1 } ?? false
            if !isFaster { candidate = nil } else if candidate == nil { candidate = option.memory }
        }
        return candidate
    }

    /// What the comparison comes to, a sentence for each strategy.
    var sentences: [String] {
        rivals.map { rival in
            let name = rival.strategy.rawValue
            let best = rival.options
                .compactMap { option in speedUp(of: rival, at: option.memory).map { (option, $0) } }
                .max { $0.1.value < $1.1.value }
            guard let crossover = crossover(to: rival), let best else {
                return "\(name) is at no setting faster than \(base.strategy) beyond doubt."
            }
            let most = NumberText.fixed(best.1.value, decimals: 2)
            let origin = best.0.isProjected ? ", projected" : ""
            return
                "\(name) pays in time from \(Wording.memory(crossover)) on: up to \(most)× as fast "
                + "as \(base.strategy) (at \(Wording.memory(best.0.memory))\(origin))."
        }
    }

    /// The speed-up of a strategy over memory, through every setting.
    func line(of rival: Analysis.StrategyLine) -> ChartLine {
        let points = rival.options.compactMap { option in
            speedUp(of: rival, at: option.memory).map {
                ChartPoint(x: Double(option.memory.megabytes), y: $0.value)
            }
        }
        return ChartLine(points, series: analysis.series(of: rival.strategy))
    }

    /// The speed-up that the vCPU share allows: every processor in use, against one.
    var ceiling: ChartLine {
        let points = base.options.map { option -> ChartPoint in
            ChartPoint(x: Double(option.memory.megabytes), y: allowed(at: option.memory))
        }
        return ChartLine(points, stroke: .dotted, series: analysis.lines.count + 1)
    }

    /// The largest speed-up at a setting: the share over that of one thread, at most 1 vCPU.
    private func allowed(at memory: MemorySetting) -> Double {
        let share = analysis.platform.vcpuShare(at: memory)
        let processors = Double(PlatformModel.visibleProcessors(at: memory))
        return min(share, processors) / min(share, 1)
    }

    /// The settings of the table: those measured and the cursor's.
    func rows(_ state: ExplorerState) -> [MemorySetting] {
        Set(analysis.measuredSettings + [state.cursor]).sorted()
    }

    /// Durations, speed-up and efficiency at those settings.
    func table(_ state: ExplorerState) -> Table {
        let settings = rows(state)
        let columns =
            [Table.Column("memory"), Table.Column("vCPU"), Table.Column(base.strategy.rawValue)]
            + rivals.flatMap {
                [
                    Table.Column($0.strategy.rawValue), Table.Column("speed-up"),
                    Table.Column("efficiency"), Table.Column("cost"),
                ]
            }
        return Table(
            columns: columns,
            rows: settings.map(cells),
            selected: settings.firstIndex(of: state.cursor)
        )
    }

    private func cells(at memory: MemorySetting) -> [Span] {
        let share = NumberText.fixed(analysis.platform.vcpuShare(at: memory), decimals: 2)
        let own = analysis.option(at: memory, base.strategy)
        var cells = [
            Span(Wording.memory(memory)), Span(share, .muted),
            Span(own.map { Wording.duration($0.durationMS.value) } ?? "?"),
        ]
        for rival in rivals {
            guard let option = analysis.option(at: memory, rival.strategy),
                let ratio = speedUp(of: rival, at: memory), let own
            else { continue }
            let isSure = ratio.low > 1 || ratio.high < 1
            let efficiency = ratio.value / allowed(at: memory) * 100
            cells += [
                Span(Wording.duration(option.durationMS.value)),
                Span(
                    NumberText.fixed(ratio.value, decimals: 2) + "×" + (isSure ? "" : " ?"),
                    ratio.low > 1 ? .good : ratio.high < 1 ? .caution : .muted
                ),
                Span(NumberText.fixed(efficiency) + " %"),
                Span(
                    NumberText.percentChange(
                        from: own.costPerMillion.value,
                        to: option.costPerMillion.value
                    )
                ),
            ]
        }
        return cells
    }
}
