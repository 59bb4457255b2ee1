/// What a piece of the screen means; a theme decides how that looks.
package enum Role: Hashable, Sendable {
    /// Ordinary text.
    case body

    /// Text of less weight: units, hints, axes.
    case muted

    /// Headings.
    case title

    /// What the keyboard acts on.
    case focus

    /// A figure that is better, or a limit that is kept.
    case good

    /// A figure that is worse, or a reason to distrust.
    case caution

    /// A key that can be pressed.
    case key

    /// The recommended choice.
    case choice

    /// One of the data series; the number wraps around the theme's series colors.
    case series(Int)
}

/// How a cell is drawn: its role, and emphasis on top of it.
package struct Style: Hashable, Sendable {
    /// What the cell means.
    package var role: Role

    /// Whether it is drawn bold.
    package var isBold: Bool

    /// Whether foreground and background are swapped.
    package var isReversed: Bool

    /// Takes a role and its emphasis.
    package init(_ role: Role, isBold: Bool = false, isReversed: Bool = false) {
        self.role = role
        self.isBold = isBold
        self.isReversed = isReversed
    }
}

extension Style {
    /// Ordinary text.
    package static let body = Style(.body)

    /// Text of less weight.
    package static let muted = Style(.muted)

    /// A heading.
    package static let title = Style(.title)

    /// What the keyboard acts on.
    package static let focus = Style(.focus)

    /// Better than before.
    package static let good = Style(.good)

    /// Worse than before, or doubtful.
    package static let caution = Style(.caution)

    /// A key.
    package static let key = Style(.key)

    /// The recommended choice.
    package static let choice = Style(.choice)

    /// A data series by number.
    package static func series(_ number: Int) -> Style { Style(.series(number)) }

    /// The same, bold.
    package var bold: Style { Style(role, isBold: true, isReversed: isReversed) }

    /// The same with foreground and background swapped.
    package var reversed: Style { Style(role, isBold: isBold, isReversed: true) }
}
