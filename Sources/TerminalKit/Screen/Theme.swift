/// The look of every role at every color depth.
///
/// Series colors are those of Okabe and Ito, which stay apart for all common kinds of color
/// blindness. The terminal's own background is never painted.
///
/// - Source: M. Okabe and K. Ito, "Color Universal Design" (2008), jfly.uni-koeln.de/color.
package struct Theme: Hashable, Sendable {
    /// The parameters of a Select Graphic Rendition sequence for each depth, without the reset.
    package struct Look: Hashable, Sendable {
        /// For 24-bit color.
        package let trueColor: String

        /// For the 256-color palette.
        package let palette256: String

        /// For the sixteen named colors.
        package let ansi16: String

        /// Without color.
        package let none: String

        /// Takes the parameters for each depth, such as `1;34`; empty for the terminal's own.
        package init(trueColor: String, palette256: String, ansi16: String, none: String) {
            self.trueColor = trueColor
            self.palette256 = palette256
            self.ansi16 = ansi16
            self.none = none
        }
    }

    /// The looks of the series, used in turn.
    package let series: [Look]

    private let roles: [Role: Look]

    /// Takes the looks of the roles and of the series; a role without a look is ordinary text.
    package init(roles: [Role: Look], series: [Look]) {
        self.roles = roles
        self.series = series
    }

    /// The look of a role.
    package func look(of role: Role) -> Look {
        if case .series(let number) = role, !series.isEmpty {
            return series[abs(number) % series.count]
        }
        return roles[role] ?? Self.plain
    }

    /// The parameters of the sequence that draws a style from a reset state; empty for none.
    package func parameters(for style: Style, at depth: ColorDepth) -> String {
        let look = look(of: style.role)
        var parts: [String] = []
        switch depth {
        case .none: parts.append(look.none)
        case .ansi16: parts.append(look.ansi16)
        case .palette256: parts.append(look.palette256)
        case .trueColor: parts.append(look.trueColor)
        }
        if style.isBold { parts.append("1") }
        if style.isReversed { parts.append("7") }
        return parts.filter { !$0.isEmpty }.joined(separator: ";")
    }

    private static let plain = Look(trueColor: "", palette256: "", ansi16: "", none: "")
}

extension Theme {
    /// The theme the program uses.
    package static let standard = Theme(
        roles: [
            .muted: Look(
                trueColor: "38;2;140;140;140",
                palette256: "38;5;245",
                ansi16: "2",
                none: "2"
            ),
            .title: Look(trueColor: "1", palette256: "1", ansi16: "1", none: "1"),
            .focus: Look(
                trueColor: "1;38;2;240;228;66",
                palette256: "1;38;5;227",
                ansi16: "1;33",
                none: "1"
            ),
            .good: Look(
                trueColor: "38;2;0;178;130",
                palette256: "38;5;36",
                ansi16: "32",
                none: "1"
            ),
            .caution: Look(
                trueColor: "38;2;235;120;30",
                palette256: "38;5;208",
                ansi16: "33",
                none: "4"
            ),
            .key: Look(
                trueColor: "1;38;2;86;180;233",
                palette256: "1;38;5;74",
                ansi16: "1;36",
                none: "1"
            ),
            .choice: Look(
                trueColor: "1;38;2;204;121;167",
                palette256: "1;38;5;175",
                ansi16: "1;35",
                none: "1;4"
            ),
        ],
        series: [
            Look(trueColor: "38;2;86;180;233", palette256: "38;5;74", ansi16: "36", none: ""),
            Look(trueColor: "38;2;230;159;0", palette256: "38;5;214", ansi16: "33", none: ""),
            Look(trueColor: "38;2;0;158;115", palette256: "38;5;36", ansi16: "32", none: ""),
            Look(trueColor: "38;2;204;121;167", palette256: "38;5;175", ansi16: "35", none: ""),
            Look(trueColor: "38;2;213;94;0", palette256: "38;5;166", ansi16: "31", none: ""),
            Look(trueColor: "38;2;0;114;178", palette256: "38;5;32", ansi16: "34", none: ""),
        ]
    )
}
