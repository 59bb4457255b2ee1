import Testing

@testable import Workloads

struct RegularExpressionTests {
    /// Verdicts of Python 3's `re.search`.
    @Test(arguments: [
        ("abc", "xxabcxx", true), ("abc", "ab", false), ("a|b", "cb", true), ("a*b", "b", true),
        ("a+b", "b", false), ("a+b", "caab", true), ("ca?t", "ct", true), ("ca?t", "caat", false),
        ("(ab)+c", "ababc", true), ("(ab)+c", "ac", false), ("[^a]b", "ab", false),
        ("[^a]b", "cb", true), ("[a-c]z", "bz", true), ("[a-c]z", "dz", false), (".x", "x", false),
        (".x", "ax", true), ("a\\.b", "axb", false), ("a\\.b", "a.b", true), ("", "q", true),
        ("(a|ab)(c|bcd)", "abcd", true), ("(x+x+)+y", "xxxxxxxxxxxx", false),
    ])
    func `a line matches as it does elsewhere`(
        pattern: String,
        line: String,
        matches: Bool
    ) throws {
        let automaton = SearchAutomaton(searchingFor: try RegularExpression(pattern))
        let text = Array(line.utf8)
        #expect(automaton.matchingLines(in: text, 0..<1, length: text.count) == (matches ? 1 : 0))
    }

    @Test(arguments: [("(a", 2), ("[a", 2), ("a)", 1), ("a\\", 2), ("[z-a]", 4)])
    func `an expression that makes no sense is refused where it stops`(
        pattern: String,
        position: Int
    ) {
        #expect(throws: RegularExpression.Refusal(position: position)) {
            try RegularExpression(pattern)
        }
    }
}
