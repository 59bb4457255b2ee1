import Estimation
import TerminalKit
import Testing

struct InputDecoderTests {
    /// Sequences as xterm sends them (its "Control Sequences"), and what they mean.
    static let table: [(bytes: String, events: [InputEvent])] = [
        ("a", [.key(.character("a"))]),
        ("é", [.key(.character("é"))]),
        ("界", [.key(.character("界"))]),
        ("😀", [.key(.character("😀"))]),
        ("\r", [.key(KeyPress(.enter))]),
        ("\t", [.key(KeyPress(.tab))]),
        ("\u{7F}", [.key(KeyPress(.backspace))]),
        ("\u{03}", [.key(.control("c"))]),
        ("\u{1A}", [.key(.control("z"))]),
        ("\u{1B}[A", [.key(KeyPress(.up))]),
        ("\u{1B}OA", [.key(KeyPress(.up))]),
        ("\u{1B}[D", [.key(KeyPress(.left))]),
        ("\u{1B}[1;2C", [.key(KeyPress(.right, modifiers: .shift))]),
        ("\u{1B}[1;5D", [.key(KeyPress(.left, modifiers: .control))]),
        ("\u{1B}[Z", [.key(KeyPress(.tab, modifiers: .shift))]),
        ("\u{1B}[3~", [.key(KeyPress(.delete))]),
        ("\u{1B}[5~\u{1B}[6~", [.key(KeyPress(.pageUp)), .key(KeyPress(.pageDown))]),
        ("\u{1B}OP", [.key(KeyPress(.function(1)))]),
        ("\u{1B}[15~", [.key(KeyPress(.function(5)))]),
        ("\u{1B}x", [.key(KeyPress(.character("x"), modifiers: .alt))]),
        ("\u{1B}[<0;12;5M", [.mouse(MouseAction(.press, column: 11, row: 4))]),
        ("\u{1B}[<0;12;5m", [.mouse(MouseAction(.release, column: 11, row: 4))]),
        ("\u{1B}[<32;1;1M", [.mouse(MouseAction(.drag, column: 0, row: 0))]),
        ("\u{1B}[<65;3;4M", [.mouse(MouseAction(.wheelDown, column: 2, row: 3))]),
        ("\u{1B}[200~4\n00\u{1B}[A\u{1B}[201~q", [.paste("4\n00\u{1B}[A"), .key(.character("q"))]),
        ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
        // Answers to questions nobody asked, and sequences nobody knows, are skipped whole.
        ("\u{1B}]11;rgb:0000/0000/0000\u{07}b", [.key(.character("b"))]),
        ("\u{1B}P1$r0m\u{1B}\\b", [.key(.character("b"))]),
        ("\u{1B}[?62;22c\u{1B}[12;40Xb", [.key(.character("b"))]),
        ("\u{1B}[M !!b", [.key(.character("b"))]),
    ]

    @Test(arguments: table)
    func `a sequence means its key`(bytes: String, events: [InputEvent]) {
        var decoder = InputDecoder()
        #expect(decoder.feed(bytes.utf8) == events)
        #expect(!decoder.isWaiting)
    }

    @Test(arguments: table)
    func `a sequence means its key wherever it is cut`(bytes: String, events: [InputEvent]) {
        let all = Array(bytes.utf8)
        for cut in all.indices {
            var decoder = InputDecoder()
            let decoded = decoder.feed(all[..<cut]) + decoder.feed(all[cut...])
            #expect(decoded == events, "cut before byte \(cut)")
        }
        var decoder = InputDecoder()
        #expect(all.flatMap { decoder.feed([$0]) } == events, "byte by byte")
    }

    @Test func `a lone Escape is the key once nothing follows`() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.isWaiting)
        #expect(decoder.flush() == [.key(KeyPress(.escape))])
        #expect(!decoder.isWaiting)
    }

    @Test func `two Escapes are one key and a beginning`() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B, 0x1B]) == [.key(KeyPress(.escape))])
        #expect(decoder.flush() == [.key(KeyPress(.escape))])
    }

    @Test func `a sequence that is too long gives the same keys wherever it is cut`() {
        let all = Array(("\u{1B}[<0;10;" + String(repeating: "2", count: 90) + "Mab").utf8)
        var whole = InputDecoder()
        let events = whole.feed(all)
        #expect(events.suffix(2) == [.key(.character("a")), .key(.character("b"))])
        for cut in all.indices {
            var decoder = InputDecoder()
            let decoded = decoder.feed(all[..<cut]) + decoder.feed(all[cut...])
            #expect(decoded == events, "cut before byte \(cut)")
        }
    }

    @Test func `random bytes never stop the decoder`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            var decoder = InputDecoder()
            let bytes = (0..<40).map { _ -> UInt8 in
                let common: [UInt8] = [0x1B, 0x5B, 0x3C, 0x4D, 0x3B, 0x31, 0x7E, 0xE7, 0x95, 0xFF]
                return Bool.random(using: &random)
                    ? common.randomElement(using: &random) ?? 0
                    : UInt8.random(in: 0...255, using: &random)
            }
            _ = decoder.feed(bytes)
            _ = decoder.flush()
            // Ends what the rubbish may have begun: a paste, or an answer of the terminal.
            _ = decoder.feed("\u{1B}[201~\u{07}\u{1B}\\".utf8)
            _ = decoder.flush()
            #expect(decoder.feed("q".utf8).last == .key(.character("q")))
        }
    }
}
