import Measurement
import LambdaPlatform
import TerminalKit
import Tuning

/// The table of keys, drawn from the one the program uses.
struct HelpBox {
    let offset: Int

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let groups = KeyBinding.Group.allCases.map { Self.lines(of: $0) }
        let isWide = area.columns >= 100
        let lines =
            isWide
            ? Self.side(
                by: Array(groups[0] + [[]] + groups[2]),
                Array(groups[1] + [[]] + groups[3])
            )
            : Array(groups.joined(separator: [[]]))
        Overlay(
            title: "Keys",
            lines: lines,
            footer: [Span("any key closes", .muted)],
            offset: offset
        )
        .draw(on: &canvas, in: area)
    }

    static func lines(of group: KeyBinding.Group) -> [[Span]] {
        let bindings = KeyMap.bindings.filter { $0.group == group }
        return [[Span(group.rawValue, .title)]]
            + bindings.map { binding in
                let keys = binding.keys.map(\.name).joined(separator: " ")
                let gap = String(repeating: " ", count: max(1, 12 - SafeText.columns(of: keys)))
                return [Span(" " + keys, .key), Span(gap + binding.title)]
            }
    }

    private static func side(by left: [[Span]], _ right: [[Span]]) -> [[Span]] {
        let width = left.map { Span.columns(of: $0) }.max() ?? 0
        return (0..<max(left.count, right.count)).map { index in
            let first = index < left.count ? left[index] : []
            let gap = String(repeating: " ", count: width + 3 - Span.columns(of: first))
            return first + [Span(gap)] + (index < right.count ? right[index] : [])
        }
    }
}

/// Why the choice is what it is, what else there is, and what to be careful about.
struct ReasonsBox {
    let analysis: Analysis
    let offset: Int

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let columns = min(area.columns - 4, 92)
        Overlay(
            title: "Why " + OptionText.name(of: analysis.choice),
            lines: lines(columns: columns),
            footer: [Span("any key closes", .muted)],
            offset: offset
        )
        .draw(on: &canvas, in: area)
    }

    private func lines(columns: Int) -> [[Span]] {
        let recommendation = analysis.recommendation
        var lines: [[Span]] = []
        for reason in recommendation.reasons { lines += bullet(reason, .body, columns) }
        if !recommendation.alternatives.isEmpty {
            lines += [[], [Span("Other aims", .title)]]
            for alternative in recommendation.alternatives {
                let text = OptionText.line(of: alternative.option, analysis.currency)
                lines += bullet("\(alternative.label): \(text)", .body, columns)
            }
        }
        if !recommendation.ties.isEmpty {
            lines += [[], [Span("Cannot be told apart", .title)]]
            for line in analysis.lines {
                let own = recommendation.ties.filter { $0.strategy == line.strategy }
                let settings = own.map { "\($0.memory.megabytes)" }.joined(separator: ", ")
                if !own.isEmpty {
                    lines += bullet("\(line.strategy): \(settings) MB", .body, columns)
                }
            }
        }
        if !recommendation.cautions.isEmpty {
            lines += [[], [Span("Cautions", .title)]]
            for caution in recommendation.cautions {
                lines += bullet(caution.message, .caution, columns)
            }
        }
        lines += [[], [Span("Models", .title)]]
        for curve in analysis.run.curves {
            lines += bullet("\(curve.strategy): \(curve.modelDescription)", .muted, columns)
        }
        return lines
    }

    private func bullet(_ text: String, _ style: Style, _ columns: Int) -> [[Span]] {
        Span.wrapped(text, columns: columns - 2).enumerated().map { index, line in
            [Span((index == 0 ? "• " : "  ") + line, style)]
        }
    }
}

/// The list of Regions while one is picked.
struct RegionBox {
    let picker: RegionPicker
    let architecture: Architecture

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let regions = picker.regions
        let selected = regions.firstIndex(of: picker.selected) ?? 0
        let lines = regions.map { region -> [Span] in
            let isSelected = region == picker.selected
            let price = PriceList.standard.regions[region]?.gbSecond(on: architecture)
            let currency = PriceList.standard.regions[region]?.currency
            let text = price.map { (currency?.sign ?? "") + $0.description } ?? "no price"
            let gap = String(repeating: " ", count: max(1, 18 - region.count))
            return [
                Span(isSelected ? "▶ " : "  ", .focus),
                Span(region + gap, isSelected ? Style.focus.bold : .body),
                Span(text + " per GB-s", .muted),
            ]
        }
        let filter = picker.filter.isEmpty ? "type to narrow" : picker.filter + "▏"
        Overlay(
            title: "Region",
            lines: lines.isEmpty ? [[Span("no Region has this name", .caution)]] : lines,
            footer: [Span(filter, picker.filter.isEmpty ? .muted : .focus)],
            offset: max(0, selected - (area.rows - 2) / 2)
        )
        .draw(on: &canvas, in: area)
    }
}
