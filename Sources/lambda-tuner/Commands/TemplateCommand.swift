import ArgumentParser
import Foundation
import Interchange
import LambdaPlatform

/// Reads, changes and inspects the files that deploy functions.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Read, change and inspect SAM and CloudFormation templates.",
        discussion: """
            Examples:
              lambda-tuner template list template.yaml
              lambda-tuner template apply template.yaml --function Resize --memory 1792
              lambda-tuner template check template.yaml
            """,
        subcommands: [ListCommand.self, ApplyCommand.self, InspectCommand.self]
    )
}

extension TemplateCommand {
    /// Lists the functions of templates.
    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List functions with memory, timeout and architecture.",
            discussion: """
                Read are SAM and CloudFormation (YAML and JSON), Terraform JSON and \
                serverless.yml.

                Examples:
                  lambda-tuner template list template.yaml --format json
                """
        )

        @Argument(help: "Templates.")
        var files: [String]

        @OptionGroup var output: OutputOptions

        func run() throws {
            let rows = try files.flatMap { file in
                try Template(path: file).functions.map { TemplateRow($0, file: file) }
            }
            switch output.format {
            case .text: try rows.forEach { try printResult($0.sentence) }
            case .json:
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                try printResult(String(decoding: try encoder.encode(rows), as: UTF8.self))
            }
        }
    }

    /// Writes memory settings into a template.
    struct ApplyCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "apply",
            abstract: "Write MemorySize, touching nothing but its bytes.",
            discussion: """
                The memory is --memory, or what the run --run recommends. --globals writes what \
                all functions share instead of one function's own.

                Examples:
                  lambda-tuner template apply template.yaml --function Thumbnail --memory 1792
                  lambda-tuner template apply template.yaml --run runs/Thumbnail --dry-run
                """
        )

        @Argument(help: "A SAM or CloudFormation template.")
        var file: String

        @Option(help: "The function's name in the template; the run's own unless given.")
        var function: String?

        @Option(help: "The memory setting to write.", transform: { try MemorySetting(text: $0) })
        var memory: MemorySetting?

        @Option(name: .customLong("run"), help: "A run whose recommendation is written.")
        var runFolder: String?

        @Flag(help: "Write the setting that Globals give to all functions.")
        var globals = false

        @Flag(help: "Say what would be written and write nothing.")
        var dryRun = false

        @OptionGroup var choosing: ChoosingOptions
        @OptionGroup var platform: PlatformOptions
    }

    /// Looks for the traps of deployment.
    struct InspectCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Find what will fail on deployment or mislead after it.",
            discussion: """
                Exits with 3 where something is found. --run gives measured p99s to compare \
                timeouts with; the run's function name is the one in the template.

                Examples:
                  lambda-tuner template check template.yaml --run runs/Thumbnail --format sarif
                """
        )

        @Argument(help: "Templates.")
        var files: [String]

        @Option(name: .customLong("run"), help: "Runs of functions in the templates.")
        var runs: [String] = []

        @Option(help: "Concurrent executions that the account may have in the Region.")
        var accountConcurrency = 1_000

        @Option(help: "How to print: text, json or sarif.")
        var format = InspectionFormat.text
    }
}

/// How findings are printed.
enum InspectionFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
}
