import AWSLambda
import ArgumentParser
import Foundation
import LambdaPlatform
import Measurement

/// Measures a deployed function on Lambda itself and recommends a setting.
struct AWSTuneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Measure a deployed function at several memory settings, fit, recommend.",
        discussion: """
            Each setting becomes a published version behind a temporary alias; live traffic \
            through versions and aliases is not touched, and $LATEST has other settings for \
            seconds only. Everything temporary is removed at the end, or by 'aws restore' after a \
            crash. Nothing is spent beyond --budget, whatever the function does.

            Examples:
              lambda-tuner aws tune resize --event event.json
              lambda-tuner aws tune resize --memory 128,512,1792 --budget 0.20 --p95 400
              lambda-tuner aws tune resize --read-only --days 7
            """
    )

    @Argument(help: "The function's name or ARN, without version.")
    var function: String

    @OptionGroup var aws: AWSOptions
    @OptionGroup var measuring: AWSMeasuringOptions
    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var drawing: DrawingOptions

    func run() async throws {
        let connection = try aws.connection(to: function)
        let inspection = try await Inspection(of: connection.api, isReadOnly: measuring.readOnly)
        let deployed = try DeployedTarget(connection: connection, inspection: inspection)
        let folder =
            measuring.out.map { RunFolder(url: URL(filePath: $0)) }
            ?? StateFolder.newRun(of: connection.function.name)
        let conditions = deployed.completed(choosing.conditions(tariff: deployed.tariff))
        let session = AWSTuningSession(
            target: deployed,
            options: measuring,
            conditions: conditions,
            folder: folder,
            progress: ProgressLine(isPlain: output.plain)
        )
        let isReadOnly = measuring.readOnly
        let run = try await interruptibly {
            isReadOnly ? try await session.readLogs() : try await session.measure()
        }
        let presentation = Presentation(output: output, drawing: drawing, conditions: conditions)
        try presentation.show(run, in: folder, isStrict: choosing.strict)
    }
}

/// The options that say how a deployed function is measured.
struct AWSMeasuringOptions: ParsableArguments {
    @Option(
        help: "Memory settings to measure, such as 128,512,1792; auto measures where it decides.",
        transform: MemoryList.init(text:)
    )
    var memory: MemoryList = .automatic

    @Option(help: "File with the event, JSON; {} unless given.")
    var event: String?

    @Option(
        help: """
            A weighted mix of events: a file with [{"payload": …, "weight": 5}, …], or a folder with \
            one .json file for each event.
            """
    )
    var events: String?

    @Option(
        name: .customLong("strategy-event"),
        help: "A threading strategy with its event, such as dispatch=parallel.json; repeatable."
    )
    var strategyEvents: [String] = []

    @Option(help: "The most that the invocations may cost, in the Region's currency.")
    var budget = "1.00"

    @Option(help: "The most settings invoked at once.")
    var parallel = 6

    @Option(help: "Cold starts to measure at each setting.")
    var coldStarts = 1

    @Option(help: "The fewest counted invocations of each setting.")
    var minInvocations = 3

    @Option(
        help: """
            The most counted invocations: of each strategy with --memory auto (20 unless given), \
            else of each setting (10).
            """
    )
    var maxInvocations: Int?

    @Option(help: "Stop once each duration is known to within this share.")
    var targetError = 0.05

    @Option(help: "Seed of the order in which settings are measured.")
    var seed: UInt64 = 1

    @Option(help: "Function to run before each invocation; its answer becomes the event.")
    var before: String?

    @Option(help: "Function to run after each invocation with its answer.")
    var after: String?

    @Flag(help: "Change and invoke nothing: read the reports in the function's logs.")
    var readOnly = false

    @Option(help: "Days of logs that --read-only reads.")
    var days = 7

    @Option(
        name: .customLong("vcpu-mb"),
        help: "Memory that carries one vCPU: 1792 (default) or 1769, AWS's figure since 2020."
    )
    var megabytesPerVCPU = PlatformModel.standard.megabytesPerVCPU

    @Option(help: "Folder for the run; a dated one in your state folder unless given.")
    var out: String?

    func validate() throws {
        guard minInvocations >= 2, minInvocations <= most, most <= 10_000 else {
            throw ValidationError(
                "--min-invocations must be at least 2 and at most --max-invocations (10000)."
            )
        }
        guard targetError > 0, targetError < 1 else {
            throw ValidationError("--target-error is a share between 0 and 1, such as 0.05.")
        }
        guard (1...100).contains(parallel), (1...20).contains(coldStarts), (1...365).contains(days)
        else {
            throw ValidationError(
                "--parallel is 1 to 100, --cold-starts 1 to 20 and --days 1 to 365."
            )
        }
        guard event == nil || events == nil else {
            throw ValidationError("Give --event or --events, not both.")
        }
        guard Money(decimal: budget).map({ $0 > .zero }) ?? false else {
            throw ValidationError("--budget is an amount above 0, such as 0.50.")
        }
    }

    /// The most counted invocations, of a strategy or of a setting.
    var most: Int { maxInvocations ?? (memory.isAdaptive ? 20 : 10) }
}
