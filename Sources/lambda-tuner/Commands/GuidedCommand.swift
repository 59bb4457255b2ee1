import ArgumentParser
import Foundation
import LambdaPlatform
import Measurement

/// What happens without a verb: a built-in workload is tuned and the explorer opens.
struct GuidedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guided",
        abstract: "Tune a built-in workload on this machine, then explore (the default).",
        shouldDisplay: false
    )

    /// The workload that a first run shows: short, and as parallel as a workload can be.
    private static let workload = "mandelbrot"

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    /// A word that is no verb ends up here, since this is the default.
    @Argument(help: .hidden) var words: [String] = []

    func run() async throws {
        if let word = words.first { throw UnknownVerb(word: word) }
        printError(
            """
            Tuning the built-in workload '\(Self.workload)' on this machine: each memory setting \
            under the CPU it would get on Lambda, with one thread and with Dispatch.
            """
        )
        var tune = try TuneCommand.parse([Self.workload])
        tune.platform = platform
        tune.output = output
        try await tune.run()
    }
}

/// The first word of the command line names none of the program's verbs.
struct UnknownVerb: Error, CustomStringConvertible {
    let word: String

    var description: String {
        let verbs = LambdaTuner.configuration.subcommands
            .filter { $0.configuration.shouldDisplay }
            .compactMap { $0.configuration.commandName }
            .joined(separator: ", ")
        return """
            '\(word)' is not a verb: give one of \(verbs). A function is tuned with \
            'lambda-tuner tune \(word)'.
            """
    }
}
