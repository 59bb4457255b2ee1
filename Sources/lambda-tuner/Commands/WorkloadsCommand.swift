import ArgumentParser
import Foundation
import Workloads

/// Lists what can be run without a function of one's own.
struct WorkloadsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workloads",
        abstract: "List the built-in workloads and the threading strategies.",
        discussion: """
            Each workload is a Lambda function: 'lambda-tuner tune NAME' runs it here, and the \
            workload-bootstrap beside this program can be deployed to AWS as it is.

            Examples:
              lambda-tuner workloads
              lambda-tuner workloads --format json
            """
    )

    @OptionGroup var output: OutputOptions

    func run() throws {
        switch output.format {
        case .text: try printResult(WorkloadListing().text, terminator: "")
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try printResult(String(decoding: try encoder.encode(WorkloadListing()), as: UTF8.self))
        }
    }
}
