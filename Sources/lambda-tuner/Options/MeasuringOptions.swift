import ArgumentParser
import LocalLambda

/// The options that say how a function is measured on this machine.
struct MeasuringOptions: ParsableArguments {
    @OptionGroup var sampling: SamplingOptions

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
        if let timeout, !(1...900).contains(timeout) {
            throw ValidationError("A Lambda timeout is 1 to 900 seconds, not \(timeout).")
        }
    }
}
