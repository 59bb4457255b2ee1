import Foundation

@testable import Reports
@testable import TerminalKit

/// Where text of others is shown.
extension Parser {
    /// Makes a line fit for a screen; nothing that a terminal obeys may be left.
    static func draw(_ text: String) {
        let line = SafeText.line(text)
        precondition(SafeText.columns(of: line) >= 0)
        for scalar in line.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            precondition(!isControl, "a control character on the screen")
        }
    }

    /// Puts text into a page; it must read back as one element with that text in it.
    static func escape(_ text: String) {
        let page = Markup.element("p", ["title": text], text: text).source
        // By scalars: a mark that combines with a bracket makes another `Character` of it.
        let inside = page.unicodeScalars.dropFirst("<p".count).dropLast("</p>".count)
        precondition(!inside.contains("<"), "text became markup")
        precondition(inside.count { $0 == ">" } == 1, "an attribute ended early")
        for line in text.escapedForMarkdown.split(separator: "\n") {
            precondition(!line.hasPrefix("#"), "text became a heading")
        }
        _ = text.escapedForCSV
        _ = text.quotedForShell
    }
}
