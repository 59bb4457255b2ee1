import LambdaPlatform
import Tuning

extension Plot {
    /// The settings at which the memory axis is labelled.
    private static let settings = [128, 256, 512, 1_024, 2_048, 4_096, 10_240]

    /// Grid lines, tick labels and the axes' titles.
    var axes: Markup {
        .joined(
            ticks.map(horizontal)
                + Self.settings.map { vertical(at: MemorySetting(clamping: $0)) }
                + [
                    text("memory, MB", x: (left + right) / 2, y: bottom + 36, anchor: "middle"),
                    line(from: (left, bottom), to: (right, bottom), class: "axis"),
                    line(from: (left, top), to: (left, bottom), class: "axis"),
                ]
        )
    }

    private func horizontal(_ value: Double) -> Markup {
        .joined([
            line(from: (left, y(value)), to: (right, y(value)), class: "grid"),
            text(panel.label(value), x: left - 6, y: y(value) + 4, anchor: "end"),
        ])
    }

    private func vertical(at setting: MemorySetting) -> Markup {
        .joined([
            line(from: (x(setting), top), to: (x(setting), bottom), class: "grid"),
            text(
                Figures.grouped(setting.megabytes),
                x: x(setting),
                y: bottom + 17,
                anchor: setting == .largest ? "end" : "middle"
            ),
        ])
    }

    /// The chart's title above the plot.
    var heading: Markup {
        text(panel.title, x: left, y: top - 8, anchor: "start")
    }

    /// The line at the setting that is chosen, with its name.
    var chosenSetting: Markup {
        let place = x(panel.choice.memory)
        let isFarRight = place > (left + right) / 2
        return .joined([
            line(from: (place, top), to: (place, bottom), class: "choice"),
            text(
                "\(Figures.grouped(panel.choice.memory.megabytes)) MB",
                x: isFarRight ? place - 5 : place + 5,
                y: top + 12,
                anchor: isFarRight ? "end" : "start"
            ),
        ])
    }

    private func line(
        from start: (Double, Double),
        to end: (Double, Double),
        class style: String
    ) -> Markup {
        .element(
            "line",
            [
                "class": style, "x1": Self.place(start.0), "y1": Self.place(start.1),
                "x2": Self.place(end.0), "y2": Self.place(end.1),
            ]
        )
    }

    func text(_ text: String, x: Double, y: Double, anchor: String) -> Markup {
        .element(
            "text",
            ["x": Self.place(x), "y": Self.place(y), "text-anchor": anchor],
            text: text
        )
    }

    /// A coordinate to a tenth of a point.
    static func place(_ value: Double) -> String {
        "\((value * 10).rounded() / 10)"
    }
}
