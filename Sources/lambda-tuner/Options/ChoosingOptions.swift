import ArgumentParser
import LambdaPlatform

/// The options that say what a choice aims for; changing them never needs new samples.
struct ChoosingOptions: ParsableArguments {
    @Option(help: "What to aim for: recommended, cheapest, fastest or balanced.")
    var objective = "recommended"

    @Option(help: "Weight of cost against duration for --objective balanced, 0 to 1.")
    var weight = 0.5

    @Option(help: "The most that 95 % of invocations may take, in ms.")
    var p95: Double?

    @Option(help: "The most that a million invocations may cost.")
    var maxCost: Double?

    @Option(
        help: "The memory setting in use today, to compare with.",
        transform: MemorySetting.named
    )
    var current: MemorySetting?

    @Option(help: "How much more memory than was seen in use a setting must have, such as 0.1.")
    var memoryMargin = 0.1

    @Option(help: "Invocations a month, for the monthly bill.")
    var monthly = 1_000_000

    @Flag(help: "Exit with 3 when the answer carries a caution.")
    var strict = false

    func validate() throws {
        guard ["recommended", "cheapest", "fastest", "balanced"].contains(objective) else {
            throw ValidationError(
                "'\(objective)' is no objective: give recommended, cheapest, fastest or balanced."
            )
        }
        guard (0...1).contains(weight) else {
            throw ValidationError("--weight is between 0 (duration alone) and 1 (cost alone).")
        }
        guard p95.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--p95 is a duration in ms above 0.")
        }
        guard maxCost.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--max-cost is an amount above 0.")
        }
        guard (0...10).contains(memoryMargin) else {
            throw ValidationError("--memory-margin is a share such as 0.1, at most 10.")
        }
        guard monthly > 0 else { throw ValidationError("--monthly is a number above 0.") }
    }
}

extension MemorySetting {
    /// Reads a setting from a command line.
    fileprivate static func named(_ text: String) throws -> MemorySetting {
        try MemorySetting(text: text)
    }
}
