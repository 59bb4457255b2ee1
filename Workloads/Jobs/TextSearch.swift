/// Counts the lines of a text that match regular expressions.
struct TextSearch: Workload {
    static let facts = WorkloadFacts(
        name: "text-search",
        summary: "counts the lines of a log that match three regular expressions",
        complexity: "O(n) for n lines, whatever the expressions",
        split: "blocks of 1,000 lines, written and searched",
        parallelFraction: 1,
        sizeUnit: "lines of 96 bytes",
        defaultSize: 450_000,
        sizes: 1...100_000_000,
        memory: ByteCount(constant: 1_000_000, perUnit: 97),
        known: knownAnswers
    )

    /// The number of lines.
    let size: Int

    private static let linesPerBlock = 1_000

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        let patterns = LogText.patterns.map(Self.automaton)
        let text = SharedArray<UInt8>(unsetCount: size * LogText.lineLength)
        let blocks = (size - 1) / Self.linesPerBlock + 1
        let width = patterns.count
        let written = SharedArray(repeating: 0, count: blocks * width)
        let found = SharedArray(repeating: 0, count: blocks * width)
        await team.forEach(blocks) { range in
            for block in range {
                let first = block * Self.linesPerBlock
                for line in first..<min(first + Self.linesPerBlock, size) {
                    let kinds = LogText.write(line, to: text.base + line * LogText.lineLength)
                    for kind in 0..<width where kinds & 1 << kind != 0 {
                        written.base[block * width + kind] += 1
                    }
                }
            }
        }
        await team.forEach(blocks) { range in
            for block in range {
                let first = block * Self.linesPerBlock
                let lines = first..<min(first + Self.linesPerBlock, size)
                for (kind, automaton) in patterns.enumerated() {
                    found.base[block * width + kind] = automaton.matchingLines(
                        in: text.base,
                        lines,
                        length: LogText.lineLength
                    )
                }
            }
        }
        let counts = (0..<width).map { kind in
            (0..<blocks).reduce(0) { $0 + found[$1 * width + kind] }
        }
        return WorkloadResult(
            answer: counts.map(String.init).joined(separator: " + "),
            holdsInvariant: (0..<blocks * width).allSatisfy { written[$0] == found[$0] }
        )
    }

    private static func automaton(_ pattern: String) -> SearchAutomaton {
        do {
            return try SearchAutomaton(searchingFor: RegularExpression(pattern))
        } catch {
            preconditionFailure("the workload's own expression \(pattern) cannot be read")
        }
    }

    private static let knownAnswers = [
        (1, "1 + 0 + 1"),
        (1_000, "170 + 112 + 207"),
        (450_000, "86429 + 59095 + 86335"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "Python's re module, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}

/// The text that is searched: lines of words, some of which are dates, addresses or nearly so.
enum LogText {
    /// Bytes in a line, with the line feed.
    static let lineLength = 96

    /// A mail address, a date and an IPv4 address.
    static let patterns = [
        "[a-z0-9.]+@[a-z0-9]+\\.(com|org|net)",
        "(19|20)[0-9][0-9]-[01][0-9]-[0-3][0-9]",
        "[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+",
    ]

    /// Words without a meaning, words that nearly match, and words that match.
    private static let words: [StaticString] = [
        "request", "started", "timeout", "lambda", "function", "memory", "handler", "retry",
        "cold", "warm", "queue", "event", "billed", "duration", "INFO", "WARN", "ERROR", "2048",
        "user@localhost", "info@example.dev", "10.0.256", "2026-1-24", "1924-2", "v1.2.3",
        "jane.doe@example.com", "ops@lambda.org", "2026-11-24", "1999-01-31", "192.168.10.4",
        "8.8.8.8", "127.0.0.1", "a@b.net",
    ]

    /// Which expression a word matches, as a bit; 0 for none.
    private static func kinds(of word: Int) -> Int {
        switch word {
        case 24, 25, 31: 1
        case 26, 27: 2
        case 28, 29, 30: 4
        default: 0
        }
    }

    /// Writes one line, padded with spaces; returns the bits of what it holds.
    static func write(_ line: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let random = SplitMix(seed: 12)
        var length = 0
        var kinds = 0
        var bits = random(line)
        for _ in 0..<9 {
            // Six bits for a word; the plain ones are four times as frequent as the rest.
            let draw = Int(bits & 127)
            bits &>>= 7
            let index = draw < 32 ? draw : draw & 15
            let word = words[index]
            if length + word.utf8CodeUnitCount + 2 > lineLength { break }
            (target + length).update(from: word.utf8Start, count: word.utf8CodeUnitCount)
            length += word.utf8CodeUnitCount
            target[length] = 0x20
            length += 1
            kinds |= Self.kinds(of: index)
        }
        (target + length).update(repeating: 0x20, count: lineLength - 1 - length)
        target[lineLength - 1] = 0x0A
        return kinds
    }
}
