import Measurement
import Testing

struct PrintableTextTests {
    @Test(arguments: [
        ("\u{1B}[2Jx", "\u{FFFD}[2Jx"), ("a\tb\nc", "a b c"), ("\u{9B}1m", "\u{FFFD}1m"),
        ("a\rb", "a\u{FFFD}b"), ("user\u{202E}txt.exe", "user\u{FFFD}txt.exe"),
        ("Größe 😀", "Größe 😀"),
    ])
    func `nothing in a text from outside commands a terminal`(text: String, line: String) {
        #expect(text.printableLine() == line)
    }

    @Test func `a long text ends in an ellipsis`() {
        #expect(String(repeating: "x", count: 401).printableLine().count == 401)
        #expect(String(repeating: "x", count: 400).printableLine().last == "x")
        #expect("abcdef".printableLine(limit: 3) == "abc…")
    }
}
