import ArgumentParser

/// Fails a build when a function's configured memory breaks a limit or wastes money.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Exit with 3 when the configured memory breaks a limit; for CI.",
        discussion: """
            The configured memory is --current, or what --template gives the function, or what the \
            run itself recorded. --format markdown writes a comment for a pull request.

            Examples:
              lambda-tuner check runs/resize --current 512 --p95 300 --tolerance 0.1
              lambda-tuner check runs/resize --template template.yaml --function Resize
            """
    )

    @Argument(help: "The run that the check rests on.")
    var runs: [String]

    @Option(help: "The share of the cost that the best setting may save, such as 0.1.")
    var tolerance: Double?

    @Option(help: "A template that configures the function.")
    var template: String?

    @Option(help: "The function's name in the template; the run's own unless given.")
    var function: String?

    @Option(help: "How to print the verdict: text, json or markdown.")
    var format = CheckFormat.text

    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var platform: PlatformOptions

    func validate() throws {
        guard tolerance != nil || choosing.p95 != nil || choosing.maxCost != nil else {
            throw ValidationError("Give a limit: --p95, --max-cost or --tolerance.")
        }
        guard tolerance.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--tolerance is a share from 0 to 1, such as 0.1.")
        }
    }
}

/// How a verdict is printed.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
}
