import ArgumentParser
import LambdaPlatform
import LocalLambda
import Measurement

/// The options that say how a function is measured on this machine.
struct MeasuringOptions: ParsableArguments {
    @Option(
        help: "Memory settings to measure, such as 128,512,1792; auto measures where it decides.",
        transform: MemoryList.init(text:)
    )
    var memory: MemoryList = .automatic

    @Option(
        name: .customLong("strategy"),
        help: """
            Threading strategies to measure, such as single,dispatch (tune's default); auto-profile \
            predicts every setting from one unthrottled profile of each, or of those named with it.
            """
    )
    var strategies: String?

    @Option(help: "Size of a built-in workload; its default size unless given.")
    var size: Int?

    @Option(help: "File with the event of a function package, JSON; {} unless given.")
    var event: String?

    @Option(
        help: """
            A weighted mix of events: a file with [{"payload": …, "weight": 5}, …], or a folder with \
            one .json file for each event.
            """
    )
    var events: String?

    @Option(help: "Handler of a function package, such as app.handler; found unless given.")
    var handler: String?

    @Option(help: "Runtime of a function package, such as python3.13; found unless given.")
    var runtime: String?

    @Option(help: "What enforces the quota: auto, cgroup-v2, cgroup-v1, duty-cycle or model.")
    var governor = "auto"

    @Option(help: "SAM or CloudFormation template that FUNCTION is the name of a function in.")
    var template: String?

    @Option(help: "The function's timeout in seconds, 1 to 900 (900, or the template's).")
    var timeout: Int?

    @Option(help: "The fewest counted invocations of each setting and strategy measured.")
    var minInvocations = 3

    @Option(
        help: """
            The most counted invocations: of each strategy with --memory auto (20 unless given), \
            else of each setting and strategy (10); times the number of events of a mix.
            """
    )
    var maxInvocations: Int?

    @Option(help: "Stop once each duration is known to within this share, such as 0.02.")
    var targetError = 0.02

    @Option(help: "Seed of the order in which settings are measured.")
    var seed: UInt64 = 1

    @Option(help: "Folder for the run; a dated one in your state folder unless given.")
    var out: String?

    @Option(help: "Continue the run in this folder where it stopped.")
    var resume: String?

    @OptionGroup(title: "Execution environment")
    var environment: EnvironmentOptions

    func validate() throws {
        guard GovernorChoice(name: governor) != nil else {
            throw ValidationError(
                "'\(governor)' is no governor: give auto, cgroup-v2, cgroup-v1, duty-cycle or model."
            )
        }
        guard event == nil || events == nil else {
            throw ValidationError("Give --event for one event or --events for a mix, not both.")
        }
        if let timeout, !(1...900).contains(timeout) {
            throw ValidationError("A Lambda timeout is 1 to 900 seconds, not \(timeout).")
        }
        guard targetError > 0, targetError < 1 else {
            throw ValidationError("--target-error is a share between 0 and 1, such as 0.02.")
        }
        guard minInvocations >= 2, minInvocations <= most, most <= 10_000 else {
            throw ValidationError(
                "--min-invocations must be at least 2 and at most --max-invocations (10000)."
            )
        }
    }

    /// The most counted invocations, of a strategy or of a pair.
    var most: Int { maxInvocations ?? (memory.isAdaptive ? 20 : 10) }
}
