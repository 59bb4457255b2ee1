import Foundation
import Measurement

extension Importer {
    /// Reads the samples of a run, one JSON object a line.
    mutating func readSampleLines(_ progress: (Int) throws -> Void) throws {
        let decoder = JSONDecoder()
        var invocations: [Invocation] = []
        var problems = log.problems
        try reader.forEachRecord(isQuoted: false, chunk: progress) { bytes, line in
            guard !bytes.isEmpty else { return }
            if let sample = try? decoder.decode(Invocation.self, from: Data(bytes)),
                sample.isPossible
            {
                invocations.append(sample)
            } else {
                problems.add(line: line, "no sample of a run")
            }
        }
        log.problems = problems
        take(invocations)
    }

    /// Reads the samples of a run from a table.
    mutating func readSampleTable(
        _ names: [String],
        _ progress: (Int) throws -> Void
    ) throws {
        let columns = Dictionary(
            names.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var invocations: [Invocation] = []
        var problems = log.problems
        var isFirst = true
        try reader.forEachRecord(isQuoted: true, chunk: progress) { bytes, line in
            defer { isFirst = false }
            guard !isFirst, !bytes.isEmpty else { return }
            let fields = CSVFields(bytes, separator: Byte.comma)
            if let sample = SampleTable.invocation(of: fields, columns), sample.isPossible {
                invocations.append(sample)
            } else {
                problems.add(line: line, "no sample of a run")
            }
        }
        log.problems = problems
        take(invocations)
    }

    private mutating func take(_ invocations: [Invocation]) {
        guard !invocations.isEmpty else { return }
        own.append(
            ImportedFunction(
                name: options.name ?? name,
                invocations: invocations,
                seen: invocations.count,
                cautions: []
            )
        )
    }
}

extension Importer {
    /// What was read, or why nothing could be used.
    ///
    /// - Throws: ``ImportFailure/emulator(name:)``, ``ImportFailure/nothingUsable(name:problem:)``
    ///   and ``ImportFailure/unknownFormat(name:)``.
    func result() throws(ImportFailure) -> ImportResult {
        var problems = log.problems
        for line in reader.longLines { problems.add(line: line, "the line is longer than 1 MB") }
        let collector = log.collector
        guard collector.count > 0 || !own.isEmpty else {
            if log.emulatorLines > 0 { throw .emulator(name: name) }
            guard let first = problems.first.first else { throw .unknownFormat(name: name) }
            throw .nothingUsable(name: name, problem: first.reason)
        }
        if log.emulatorLines > 0 {
            problems.add("\(log.emulatorLines) lines of the local emulator were refused")
        }
        let imported = collector.functions.indices.map { place in
            let found = collector.functions[place]
            let name = found.isEmpty ? options.name ?? name : found
            return collector.imported(place, name: name, areMeans: areMeans)
        }
        return ImportResult(
            functions: own + imported,
            problems: problems.first,
            problemCount: problems.count,
            bytesRead: reader.bytesRead
        )
    }
}

extension Invocation {
    /// Whether the duration is one that an invocation can have: from 0 to eleven days.
    var isPossible: Bool { (0..<1e9).contains(durationMS) }
}
