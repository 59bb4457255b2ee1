import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// Everything about the setting under the cursor.
struct Readout {
    let analysis: Analysis
    let option: Tuning.Option

    /// The readout in two rows, for narrow windows.
    func drawRows(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        let isShort = inner.columns < 76
        canvas.write(figures(isShort: isShort, columns: inner.columns), in: inner.line(0))
        canvas.write(isShort ? shortCosts : costs, in: inner.line(1))
    }

    private func figures(isShort: Bool, columns: Int) -> [Span] {
        let p95 = Wording.duration(option.p95MS.value)
        let name = [Span("▸ ", .focus), Span(OptionText.name(of: option), Style.focus.bold)]
        guard !isShort else { return name + [Span("  p95 \(p95)")] + limit }
        let spans =
            name
            + [
                Span("  p50 "), Span(p50, Style.body.bold), Span("  p95 "),
                Span(p95, Style.body.bold),
            ]
            + limit
            + [Span("  \(share) vCPUs (sees \(processors))")]
        let origin = Span("  " + OptionText.origin(of: option), .muted)
        return Span.columns(of: spans + [origin]) <= columns ? spans + [origin] : spans
    }

    private var costs: [Span] {
        let million = Wording.money(option.costPerMillion.value, analysis.currency)
        let month = Wording.money(analysis.monthlyCost(of: option), analysis.currency)
        let own = [
            Span("  "), Span(million, Style.body.bold), Span("/million  "),
            Span(month, Style.body.bold), Span("/month"),
        ]
        guard let (name, change) = difference else { return own + noComparison }
        return own
            + [
                Span("   vs \(name): ", .muted), change[0], Span(" time, "), change[2],
                Span(" cost, "), change[4], Span("/month"),
            ]
    }

    /// How to get a comparison where there is none.
    private var noComparison: [Span] {
        guard analysis.currentMemory == nil else { return [Span("   today's setting", .muted)] }
        return [Span("   c", .key), Span(" calls this today's setting, to compare with", .muted)]
    }

    private var shortCosts: [Span] {
        let million = Wording.money(option.costPerMillion.value, analysis.currency)
        let own = [Span("  "), Span(million, Style.body.bold), Span("/M")]
        guard let (name, change) = difference else { return own }
        return own
            + [
                Span("  vs \(name) ", .muted), change[0], Span(" time "), change[2],
                Span(" cost"),
            ]
    }
}

extension Readout {
    /// The duration that half of the invocations do not exceed.
    var p50: String { analysis.p50MS(of: option).map(Wording.duration) ?? "?" }

    /// The share of vCPUs.
    var share: String {
        NumberText.fixed(analysis.platform.vcpuShare(at: option.memory), decimals: 2)
    }

    /// The processors that the function sees.
    var processors: Int { PlatformModel.visibleProcessors(at: option.memory) }

    /// Whether the latency limit is kept, where there is one.
    var limit: [Span] {
        guard let keeps = analysis.keepsLimit(option) else { return [] }
        return keeps ? [Span(" ✓", .good)] : [Span(" ✗", .caution)]
    }

    /// What the option is compared with: today's setting where known, else the choice.
    var reference: Tuning.Option? {
        let other =
            analysis.currentMemory == nil ? analysis.choice : analysis.current(option.strategy)
        guard let other, other.memory != option.memory || other.strategy != option.strategy else {
            return nil
        }
        return other
    }

    /// What the option changes against ``reference``, and how that is called.
    var difference: (name: String, change: [Span])? {
        reference.map { other in
            let name = analysis.currentMemory == nil ? "★" : "\(other.memory.megabytes)"
            return (name, OptionText.change(from: other, to: option, in: analysis))
        }
    }
}
