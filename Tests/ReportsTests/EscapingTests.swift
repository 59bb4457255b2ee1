import Measurement
import Testing

@testable import Reports

struct EscapingTests {
    /// XSS payloads after the OWASP cheat sheet, and terminal escapes after ECMA-48.
    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a'b\"c&d",
        "\u{1B}]0;owned\u{07}", "\u{9B}2J", "name\u{202E}gnp.exe", "`| rm -rf / |`",
        "[x](javascript:alert(1))", "![](https://example.org/pixel)", "a\nb\r\n# heading",
    ]

    @Test(arguments: hostile)
    func `nothing in a name becomes markup or a terminal command`(name: String) {
        let html = name.escapedForHTML
        #expect(!html.contains { "<>\"'".contains($0) })
        for text in [name.printable, html, name.escapedForMarkdown, name.escapedForCSV] {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x9B })
            #expect(!text.unicodeScalars.contains { $0.value == 0x202E })
        }
    }

    /// U+0301 makes one `Character` with what stands before it; a browser and a shell read scalars.
    @Test(arguments: ["\"", "<", "'", "&", ">"])
    func `a combining mark does not hide what must be escaped`(sign: String) {
        let name = "a\(sign)\u{301} onclick=x"
        let html = name.escapedForHTML.unicodeScalars
        #expect(!html.contains { "<>\"'".unicodeScalars.contains($0) })
        #expect("\"\u{301},".escapedForCSV == "\"\"\"\u{301},\"")
        #expect("'\u{301}; reboot".quotedForShell == "''\\''\u{301}; reboot'")
        #expect("|\u{301}".escapedForMarkdown == "\\|\u{301}")
    }

    @Test func `Markdown punctuation is escaped`() {
        #expect("a|_b_c*d`e".escapedForMarkdown == "a\\|\\_b_c\\*d\\`e")
        #expect("<b>".escapedForMarkdown == "&lt;b&gt;")
    }

    /// RFC 4180, and OWASP's page on CSV injection.
    @Test(arguments: [
        ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("=1+1", "'=1+1"), ("@cmd", "'@cmd"),
    ])
    func `a CSV field is quoted and no formula`(text: String, field: String) {
        #expect(text.escapedForCSV == field)
    }

    @Test(arguments: [
        ("plain-1.2/x", "plain-1.2/x"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"),
        ("$(reboot)", "'$(reboot)'"), ("~root", "'~root'"),
    ])
    func `a word of a command survives the shell`(word: String, quoted: String) {
        #expect(word.quotedForShell == quoted)
    }

    @Test func `markup escapes text and attributes`() {
        let markup = Markup.element("a", ["title": "\"<&"], text: "<b>")
        #expect(markup.source == "<a title=\"&quot;&lt;&amp;\">&lt;b&gt;</a>")
    }
}
