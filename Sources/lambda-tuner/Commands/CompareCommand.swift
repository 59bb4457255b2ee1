import ArgumentParser
import Foundation
import LambdaPlatform
import Measurement
import Tuning
import Workloads

/// Measures threading strategies side by side and says from which setting on which of them pays.
struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare threading strategies at every setting; find where threads pay.",
        discussion: """
            FUNCTION is a built-in workload (see 'lambda-tuner workloads'). All strategies are \
            measured unless --strategy names some; 'single' is always among them. Settings that \
            need more processors than this machine has are projected, and marked with a p. With \
            --strategy auto-profile nothing is run under a quota: one profile of each strategy \
            predicts all settings.

            Examples:
              lambda-tuner compare mandelbrot
              lambda-tuner compare n-body --strategy dispatch,dispatch-steal --plain
              lambda-tuner compare json --strategy auto-profile
              lambda-tuner compare --run runs/mandelbrot --format json
            """
    )

    @Argument(help: "A built-in workload.")
    var function: String?

    @ArgumentParser.Option(
        name: .customLong("run"),
        help: "Compare what a stored run holds instead of measuring."
    )
    var storedRun: String?

    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let sources = [function, storedRun, measuring.resume].compactMap(\.self)
        guard sources.count == 1 else {
            throw ValidationError(
                "Name one function (see 'lambda-tuner workloads'), or a run with --run or --resume."
            )
        }
    }

    func run() async throws {
        let conditions = choosing.conditions(tariff: try platform.tariff())
        let measured = try await measuredRun(under: conditions)
        let tuned = try TunedRun(fitting: measured)
            .supposing(storedRun == nil ? nil : platform.supposed())
        guard let comparison = tuned.threadingComparison(under: conditions) else {
            throw ComparisonRefusal.nothingToCompare(tuned.curves.map(\.strategy))
        }
        let record = ComparisonRecord(comparison, of: tuned, under: conditions)
        switch output.format {
        case .text: try printResult(record.text, terminator: "")
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try printResult(String(decoding: try encoder.encode(record), as: UTF8.self))
        }
        if choosing.strict, let caution = record.cautions.first {
            printError("Caution: \(caution.message)")
            throw ExitStatus.limitExceeded
        }
    }

    /// The stored run, or a new one with `single` among the strategies.
    private func measuredRun(under conditions: Conditions) async throws -> MeasuredRun {
        if let storedRun { return try RunFolder(url: URL(filePath: storedRun)).read() }
        var measuring = measuring
        let single = ThreadingStrategy.single.rawValue
        let profile = MeasuringOptions.autoProfile
        let named = measuring.strategyNames.filter { $0 != single && $0 != profile }
        let names = named.isEmpty ? WorkloadCatalog.strategies.map(\.name) : [single] + named
        let words = measuring.isProfiled ? [profile] : []
        // A comparison shows every setting; a sampler that chooses would leave most of them out.
        if measuring.sampling.memory.isAdaptive && !measuring.isProfiled {
            measuring.sampling.memory = .comparison
        }
        measuring.strategies = (words + names).joined(separator: ",")
        let requests = try measuring.requests(
            for: [function].compactMap(\.self),
            platform: try platform.model(),
            conditions: conditions
        )
        guard var request = requests.first else {
            throw ComparisonRefusal.nothingToCompare([])
        }
        if request.profiling == .none, !request.isContinuation { request.profiling = .beside }
        let progress = ProgressLine(isPlain: output.plain)
        let measured = try await TuningSession(request: request)
            .measureUntilInterrupted { progress.show($0) }
        progress.end()
        printError("Run: \(request.folder.url.path)")
        return measured
    }
}

/// Why strategies cannot be compared.
enum ComparisonRefusal: Error, Hashable, CustomStringConvertible {
    case nothingToCompare([ThreadingStrategy])

    var description: String {
        switch self {
        case .nothingToCompare(let strategies):
            "The run holds \(strategies.map(\.rawValue).joined(separator: ", ")): measure 'single' "
                + "and another strategy to compare them."
        }
    }
}
