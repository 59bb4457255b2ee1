import LambdaPlatform

extension Plot {
    /// The settings at which the memory axis is labelled.
    private static let settings = [128, 256, 512, 1_024, 2_048, 4_096, 10_240]

    /// Grid lines, tick labels and the axes' titles.
    var axes: Markup {
        .joined(
            ticks.map(horizontal)
                + Self.settings.map { vertical(at: MemorySetting(clamping: $0)) }
                + [
                    .label("memory, MB", at: ((left + right) / 2, bottom + 36), anchor: .middle),
                    .line(from: (left, bottom), to: (right, bottom), class: "axis"),
                    .line(from: (left, top), to: (left, bottom), class: "axis"),
                ]
        )
    }

    private func horizontal(_ value: Double) -> Markup {
        .joined([
            .line(from: (left, y(value)), to: (right, y(value)), class: "grid"),
            .label(panel.label(value), at: (left - 6, y(value) + 4), anchor: .end),
        ])
    }

    private func vertical(at setting: MemorySetting) -> Markup {
        .joined([
            .line(from: (x(setting), top), to: (x(setting), bottom), class: "grid"),
            .label(
                Figures.grouped(setting.megabytes),
                at: (x(setting), bottom + 17),
                anchor: setting == .largest ? .end : .middle
            ),
        ])
    }

    /// The chart's title above the plot.
    var heading: Markup {
        .label(panel.title, at: (left, top - 8))
    }

    /// The line at the setting that is chosen, with its name; nothing where none is.
    var chosenSetting: Markup {
        guard let chosen = panel.chosen else { return .joined([]) }
        let place = x(chosen)
        let isFarRight = place > (left + right) / 2
        return .joined([
            .line(from: (place, top), to: (place, bottom), class: "choice"),
            .label(
                Figures.memory(chosen),
                at: (isFarRight ? place - 5 : place + 5, top + 12),
                anchor: isFarRight ? .end : .start
            ),
        ])
    }
}
