import Capacity
import Deflate
import Foundation
import LambdaPlatform
import Tuning

@testable import AWSLambda
@testable import Interchange
@testable import LocalLambda
@testable import Measurement
@testable import TerminalKit

/// A parser of the program that reads what others wrote.
enum Parser: String, CaseIterable {
    case log, table, document, link, samples, record, template, prices, trace, prediction, inflate,
        zip, keys, memory, text, markup
    case runtime, datagram, endpoint, configuration, answers, tail, journal, names

    /// The environment variable that names the parser to libFuzzer's callback.
    static let variable = "LAMBDA_TUNER_FUZZED_PARSER"

    /// Reads bytes; what is refused is refused by throwing, and anything worse ends the process.
    func read(_ bytes: [UInt8]) {
        switch self {
        case .log, .table, .document: readInput(bytes)
        case .link: _ = try? ShareLink(text: Self.text(bytes))
        case .samples: _ = SampleFile(Data(bytes)).invocations
        case .record: _ = try? JSONDecoder().decode(RunRecord.self, from: Data(bytes))
        case .template: readTemplate(Self.text(bytes))
        case .prices: readPrices(bytes)
        case .trace: readTrace(Self.text(bytes))
        case .prediction:
            var predictor = Predictor()
            _ = bytes.withUnsafeBytes { predictor.answer(to: $0, line: 1) }
        case .inflate: readCompressed(bytes)
        case .zip: readZip(bytes)
        case .keys: readKeys(bytes)
        case .memory: _ = try? MemorySetting(text: Self.text(bytes))
        case .text: Self.draw(Self.text(bytes))
        case .markup: Self.escape(Self.text(bytes))
        case .runtime: Self.readRuntimeRequest(bytes)
        case .datagram: Self.readDatagram(bytes)
        case .endpoint: Self.readServiceRequest(bytes)
        case .configuration: Self.readConfiguration(Self.text(bytes))
        case .answers: Self.readAnswer(bytes)
        case .tail: Self.readTail(Self.text(bytes))
        case .journal: _ = try? JSONDecoder().decode(JournalLine.self, from: Data(bytes))
        case .names: Self.readNames(Self.text(bytes))
        }
    }

    /// The longest input that is worth making up, in bytes: long enough for several of the parser's
    /// largest parts, and short enough for many inputs a second.
    var longestInput: Int {
        switch self {
        case .memory, .names, .link: 256
        case .keys, .text, .markup, .trace, .tail, .datagram: 1_024
        default: 4_096
        }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Parser {
    /// Reads an input of `import`, whichever format it turns out to be, and checks the figures.
    private func readInput(_ bytes: [UInt8]) {
        let source = MemorySource(bytes)
        var importer = Importer(
            source,
            name: "fuzz",
            options: ImportOptions(keep: 50),
            capacity: 8_192
        )
        guard let result = try? importer.read(progress: { _ in }) else { return }
        for invocation in result.functions.flatMap(\.invocations) {
            precondition(invocation.durationMS >= 0 && invocation.durationMS.isFinite)
        }
    }

    /// Reads a template, looks for traps, and sets each function's memory.
    private func readTemplate(_ text: String) {
        guard let template = try? Template(text: text, name: "fuzz") else { return }
        let circumstances = TemplateInspection.Circumstances(
            accountConcurrency: 1_000,
            p99MS: [:],
            packageSize: { _ in nil }
        )
        _ = TemplateInspection(of: template, under: circumstances).findings
        for function in template.functions {
            guard let change = try? template.setting(.largest, of: function.name) else { continue }
            let changed = try? Template(text: change.text, name: "fuzz")
            precondition(changed != nil, "a written template cannot be read again")
        }
    }

    private func readPrices(_ bytes: [UInt8]) {
        guard let file = try? JSONDecoder().decode(PricingFile.self, from: Data(bytes)) else {
            return
        }
        _ = try? file.pricing(region: "us-east-1", architecture: .x86_64)
    }

    private func readTrace(_ text: String) {
        guard let trace = try? Trace(text: text), let traffic = try? Traffic.recorded(trace) else {
            return
        }
        precondition(traffic.rate(at: 1).isFinite)
    }

    /// Reads raw data at once and gzip data in small pieces, which must not come to more than they may.
    private func readCompressed(_ bytes: [UInt8]) {
        let limit = 1 << 14
        let raw = try? Inflater.bytes(of: bytes[...], limit: limit)
        precondition((raw?.count ?? 0) <= limit, "more came out than was allowed")
        let source = DecompressedSource(MemorySource(bytes))
        var room = [UInt8](repeating: 0, count: 1_000)
        for _ in 0..<limit / room.count {
            let count = try? room.withUnsafeMutableBufferPointer { buffer throws(ImportFailure) in
                try source.read(into: buffer)
            }
            if count ?? 0 == 0 { return }
        }
    }

    private func readZip(_ bytes: [UInt8]) {
        guard let archive = try? ZipArchive(bytes) else { return }
        for entry in archive.entries where entry.size <= 1 << 14 {
            _ = try? archive.content(of: entry)
        }
    }

    /// Whole and cut anywhere, bytes make the same events.
    private func readKeys(_ bytes: [UInt8]) {
        var whole = InputDecoder()
        let events = whole.feed(bytes) + whole.flush()
        var cut = InputDecoder()
        let pieces = bytes.flatMap { cut.feed([$0]) } + cut.flush()
        precondition(events == pieces, "cut bytes make other events")
    }
}
