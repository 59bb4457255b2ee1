import ArgumentParser
import LambdaPlatform

/// The options that say how a deployed function is measured, and what that may cost.
struct AWSMeasuringOptions: ParsableArguments {
    @OptionGroup var sampling: SamplingOptions

    @Option(
        name: .customLong("strategy-event"),
        help: "A threading strategy with its event, such as dispatch=parallel.json; repeatable."
    )
    var strategyEvents: [String] = []

    @Option(help: "The most that the invocations may cost, in the Region's currency.")
    var budget = "1.00"

    @Option(
        help: """
            Stop at this share of what ten invocations of each setting measured would be billed (0.5 \
            unless --max-invocations is given); 0 for no such stop.
            """
    )
    var economy: Double?

    @Option(help: "The most settings invoked at once.")
    var parallel = 6

    @Option(help: "Cold starts to measure at each setting.")
    var coldStarts = 1

    @Option(help: "Function to run before each invocation; its answer becomes the event.")
    var before: String?

    @Option(help: "Function to run after each invocation with its answer.")
    var after: String?

    @Flag(help: "Change and invoke nothing: read the reports in the function's logs.")
    var readOnly = false

    @Option(help: "Days of logs that --read-only reads.")
    var days = 7

    @OptionGroup var vcpu: VCPUOptions

    func validate() throws {
        guard (1...100).contains(parallel), (1...20).contains(coldStarts), (1...365).contains(days)
        else {
            throw ValidationError(
                "--parallel is 1 to 100, --cold-starts 1 to 20 and --days 1 to 365."
            )
        }
        guard economy.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--economy is a share such as 0.5, or 0 for no such stop.")
        }
        guard Money(decimal: budget).map({ $0 > .zero }) ?? false else {
            throw ValidationError("--budget is an amount above 0, such as 0.50.")
        }
    }
}

extension AWSMeasuringOptions {
    /// The share of ten invocations' bill at which measuring stops; nil for no such stop.
    ///
    /// Whoever says how many invocations there may be has said what may be spent.
    var spendingShare: Double? {
        let share = economy ?? (sampling.maxInvocations == nil ? 0.5 : 0)
        return share > 0 ? share : nil
    }
}
