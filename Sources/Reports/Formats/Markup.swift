/// A piece of HTML or SVG in which text cannot become markup.
///
/// Names of elements and attributes are literals of this program; everything else is escaped on the
/// way in, so that a function called `<script>` is only ever a name.
struct Markup: Hashable, Sendable {
    /// The markup as it is written to the page.
    let source: String

    private init(source: String) {
        self.source = source
    }
}

extension Markup {
    /// Text, escaped.
    static func text(_ text: String) -> Markup {
        Markup(source: text.escapedForHTML)
    }

    /// Markup written in this program's source, such as a style sheet.
    static func verbatim(_ literal: StaticString) -> Markup {
        Markup(source: "\(literal)")
    }

    /// Pieces one after the other.
    static func joined(_ pieces: [Markup]) -> Markup {
        Markup(source: pieces.map(\.source).joined())
    }

    /// An element with its attributes and its content.
    static func element(
        _ name: StaticString,
        _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ content: [Markup] = []
    ) -> Markup {
        let list = attributes.map { " \($0)=\"\($1.escapedForHTML)\"" }.joined()
        if content.isEmpty, "\(name)" == "meta" { return Markup(source: "<meta\(list)>") }
        return Markup(source: "<\(name)\(list)>\(joined(content).source)</\(name)>")
    }

    /// An element that holds nothing but text.
    static func element(
        _ name: StaticString,
        _ attributes: KeyValuePairs<StaticString, String> = [:],
        text: String
    ) -> Markup {
        element(name, attributes, [.text(text)])
    }
}
