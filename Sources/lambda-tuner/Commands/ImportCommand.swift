import ArgumentParser
import Foundation
import Interchange
import LambdaPlatform
import Measurement
import Reports

/// Makes runs of measurements that were recorded elsewhere.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a run of recorded measurements.",
        discussion: """
            INPUT is a file, '-' for standard input, or a share link. Read are REPORT lines as \
            text or JSON logs (also as sam logs and aws logs tail print them), CloudWatch Logs \
            Insights results as CSV, JSON or from the API, results and share links of \
            aws-lambda-power-tuning, Compute Optimizer exports, CSV with memory and duration, and \
            lambda-tuner's own samples; any of them may be compressed with gzip.

            Examples:
              aws logs tail /aws/lambda/resize --since 7d | lambda-tuner import -
              lambda-tuner import insights.csv results.json --out runs/thumbnail
            """
    )

    @Argument(help: "Files, '-' or share links. Each function becomes a run.")
    var inputs: [String]

    @Option(help: "Folder for the run; with several functions, a folder for each inside it.")
    var out: String?

    @Option(help: "The function's name, where the input does not tell it.")
    var name: String?

    @Option(help: "The threading strategy that the function ran with.")
    var strategy = "single"

    @Option(help: "The most invocations kept of each setting and kind; beyond it a random choice.")
    var keep = 10_000

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !inputs.isEmpty else { throw ValidationError("Give a file, '-' or a share link.") }
        guard (1...1_000_000).contains(keep) else {
            throw ValidationError("--keep is a number from 1 to 1000000.")
        }
        guard inputs.count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("Standard input can be read once: give '-' once.")
        }
    }

    func run() throws {
        var functions: [ImportedFunction] = []
        var problemCount = 0
        for input in inputs {
            let result = try read(ImportedInput(argument: input))
            functions = ImportedFunction.merging(functions, result.functions)
            problemCount += result.problemCount
            report(result)
        }
        let runs = try functions.map { try store($0, among: functions.count) }
        try show(runs)
        if problemCount > 0 { throw ExitStatus.limitExceeded }
    }
}

extension ImportCommand {
    private func read(_ input: ImportedInput) throws -> ImportResult {
        let options = ImportOptions(
            name: name,
            strategy: ThreadingStrategy(rawValue: strategy),
            keep: keep
        )
        var progress = ByteProgress(isShown: !output.plain && isatty(STDERR_FILENO) == 1)
        defer { progress.end() }
        return try input.read(options) { progress.show($0) }
    }

    private func report(_ result: ImportResult) {
        for problem in result.problems { printError("\(problem.description.printable).") }
        let rest = result.problemCount - result.problems.count
        if rest > 0 { printError("\(rest) more of these were left out; the rest was used.") }
    }

    private func store(_ function: ImportedFunction, among count: Int) throws -> StoredImport {
        let run = function.run(
            toolVersion: toolVersion,
            createdAt: Date().timeIntervalSince1970,
            command: ["lambda-tuner"] + CommandLine.arguments.dropFirst(),
            detail: inputs.joined(separator: ", "),
            platform: try platform.model(),
            architecture: platform.architecture
        )
        let folder = RunFolder(url: folderURL(for: function.name, among: count))
        try folder.create(run)
        return StoredImport(function: function, folder: folder.url.path)
    }

    private func folderURL(for name: String, among count: Int) -> URL {
        guard let out else { return StateFolder.newRun(of: name).url }
        let folder = URL(filePath: out)
        return count == 1 ? folder : folder.appending(path: StateFolder.fileName(from: name))
    }

    private func show(_ imports: [StoredImport]) throws {
        switch output.format {
        case .text: try imports.forEach { try printResult($0.sentence) }
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try printResult(String(decoding: try encoder.encode(imports), as: UTF8.self))
        }
    }
}

/// One run that an import made, as it is shown.
private struct StoredImport: Encodable {
    let function: String
    let folder: String
    let seen: Int
    let kept: Int
    let cold: Int
    let statuses: [String: Int]
    let memoryMB: [Int]

    init(function: ImportedFunction, folder: String) {
        let invocations = function.invocations
        self.function = function.name
        self.folder = folder
        seen = function.seen
        kept = invocations.count
        cold = invocations.count(where: \.cold)
        statuses = Dictionary(invocations.map { ($0.status.rawValue, 1) }, uniquingKeysWith: +)
        memoryMB = Set(invocations.map(\.memoryMB.megabytes)).sorted()
    }

    var sentence: String {
        let outcomes = statuses.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let settings = memoryMB.map { "\($0)" }.joined(separator: ", ")
        return "\(function.printable): \(kept) of \(seen) invocations kept "
            + "(\(outcomes.joined(separator: ", ")); \(cold) cold) at \(settings) MB. Run: \(folder)"
    }
}

/// Shows on standard error how many bytes were read, one line redrawn a few times a second.
private struct ByteProgress {
    let isShown: Bool
    private var lastShown = 0

    init(isShown: Bool) {
        self.isShown = isShown
    }

    /// Draws the line once for every 64 MB.
    mutating func show(_ bytes: Int) {
        guard isShown, bytes - lastShown >= 64 << 20 else { return }
        lastShown = bytes
        drawError("\r\u{1B}[K\(bytes >> 20) MB read")
    }

    /// Leaves the cursor at the start of an empty line.
    func end() {
        guard lastShown > 0 else { return }
        drawError("\r\u{1B}[K")
    }
}
