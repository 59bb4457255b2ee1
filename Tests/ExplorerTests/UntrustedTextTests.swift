import Explorer
import Foundation
import LambdaPlatform
import Measurement
import TerminalKit
import TestSupport
import Testing
import Tuning

/// Names and messages come from functions, files and logs; none may act on the terminal.
struct UntrustedTextTests {
    static let texts = [
        "f\u{1B}]0;owned\u{07}\u{202E}\r\n", "\u{1B}[2J\u{1B}[31mred", "\u{9B}2J\u{9D}0;x\u{9C}",
        "a\u{0}b\u{7F}c\u{8}\u{8}", "\u{2066}txt.exe\u{2069}\u{200F}", "\u{1B}P+q544e\u{1B}\\",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}", "\t\u{B}\u{C}\u{2028}\u{2029}", "\u{E0001}界界界",
    ]

    private static let size = CellSize(columns: 120, rows: 40)

    /// Expects that bytes hold nothing but printable text and the sequences that frames are made of.
    private func expectHarmless(_ state: ExplorerState, _ page: String) throws {
        let encoder = FrameEncoder(theme: .standard, depth: .trueColor)
        let bytes = encoder.encode(from: nil, to: state.canvas(size: Self.size))
        let frame = String(decoding: bytes, as: UTF8.self)
        let text = frame.replacing(try Regex("\u{1B}\\[[?]?[0-9;]*[A-Za-z]"), with: "")
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            let isFormat = scalar.properties.generalCategory == .format
            #expect(!isControl && !isFormat, "U+\(String(scalar.value, radix: 16)) on \(page)")
        }
    }

    private func run(named text: String) throws -> TunedRun {
        var run = SyntheticRun.run(
            SyntheticRun.Shape(name: text, current: MemorySetting(clamping: 512)),
            strategies: [.single, ThreadingStrategy(rawValue: text)],
            settings: [256, 1_792, 3_584]
        )
        run.record.cautions = [Caution(code: text, message: text)]
        run.record.function.detail = text
        run.invocations[5].status = .error
        run.invocations[5].errorType = text
        return try TunedRun(fitting: run)
    }

    @Test(arguments: texts)
    func `no page lets a name or a message act on the terminal`(text: String) throws {
        let tuned = try run(named: text)
        var state = ExplorerState(runs: [tuned, tuned], conditions: try .standard())
        try expectHarmless(state, "Runs")
        for keys in ["1", "t", "t", "2", "3", "4", "1w"] {
            state.press(keys)
            try expectHarmless(state, keys)
        }
        state.press(.escape)
        for keys in ["y", "s", "r", "?"] {
            state.press(keys)
            try expectHarmless(state, keys)
            state.press(.escape)
        }
        _ = state.update(.saved(text))
        try expectHarmless(state, "saved")
        let plain = plainText(of: tuned, under: state.whatIf.conditions)
        #expect(plain.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
        #expect(plain.unicodeScalars.allSatisfy { !(0x7F...0x9F).contains($0.value) })
    }

    @Test(arguments: texts)
    func `nothing that happens while measuring acts on the terminal`(text: String) throws {
        let strategy = ThreadingStrategy(rawValue: text)
        let live = LiveState(
            function: text,
            tariff: try Conditions.standard().tariff,
            isBilled: true
        )
        var state = ExplorerState(watching: live, conditions: try .standard())
        let request = InvocationRequest(memory: .smallest, strategy: strategy)
        let progress = RunProgress(
            done: 1,
            expectedTotal: 2,
            elapsedMS: 1,
            remainingMS: 1,
            billedGBSeconds: 1
        )
        let invocation = Invocation(
            memoryMB: .smallest,
            strategy: strategy,
            durationMS: 1,
            billedDurationMS: 1,
            status: .error,
            errorType: text,
            source: .local
        )
        for event: MeasurementEvent in [
            .starting(request, reason: text, progress), .finished(invocation, progress),
            .skipped(request, .initFailed(errorType: text, detail: text)),
            .caution(Caution(code: text, message: text)),
        ] {
            _ = state.update(.measurement(event))
            try expectHarmless(state, "Live")
        }
        _ = state.update(.measurement(.stopped(reason: text)))
        _ = state.update(.failed(text))
        try expectHarmless(state, "Live, ended")
    }
}
