import ArgumentParser
import Foundation
import LambdaEndpoint
import LambdaPlatform
import LocalLambda

/// Serves Lambda's API on this machine.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve Lambda's API on this machine, for AWS SDKs and the AWS CLI.",
        discussion: """
            Functions run here under the quota of their memory setting, as under tune. Point a \
            client at it with AWS_ENDPOINT_URL_LAMBDA or --endpoint-url; any credentials will do. \
            It listens on 127.0.0.1 only and runs the code that it is sent as the user who started \
            it.

            Examples:
              lambda-tuner serve
              aws lambda list-functions --endpoint-url http://127.0.0.1:3001
            """
    )

    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port = 3_001

    @Option(help: "Folder that keeps functions; one in your state folder unless given.")
    var state: String?

    @Option(help: "What enforces the quota: auto, cgroup-v2, cgroup-v1, duty-cycle or model.")
    var governor = "auto"

    @Option(help: "How many invocations may run at once, all functions together.")
    var concurrency = 1_000

    @Option(help: "How long an unused environment is kept, in seconds.")
    var keepAlive = 330

    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard GovernorChoice(name: governor) != nil else {
            throw ValidationError(
                "'\(governor)' is no governor: give auto, cgroup-v2, cgroup-v1, duty-cycle or model."
            )
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is a number from 0 to 65535.")
        }
        guard concurrency > 100, keepAlive >= 1 else {
            throw ValidationError("--concurrency is more than 100, and --keep-alive at least 1.")
        }
    }

    func run() async throws {
        let configuration = EndpointConfiguration(
            stateFolder: state ?? StateFolder.endpoint().path,
            port: port,
            launcher: Program.launcher,
            model: try platform.model(),
            governor: GovernorChoice(name: governor) ?? .automatic,
            region: platform.region,
            concurrency: concurrency,
            keepAlive: .seconds(keepAlive),
            note: { line in printError(line) }
        )
        let format = output.format
        try await interruptible {
            try await FunctionService.whileServing(configuration) { address in
                try Self.announce(address, format)
                while !Task.isCancelled { try await Task.sleep(for: .seconds(86_400)) }
            }
        }
    }

    private static func announce(_ address: String, _ format: OutputFormat) throws(OutputFailure) {
        switch format {
        case .json:
            try printResult(#"{"endpoint":"\#(address)"}"#)
        case .text:
            try printResult("Lambda's API is served at \(address) until Ctrl-C.")
            try printResult("export AWS_ENDPOINT_URL_LAMBDA=\(address)")
        }
    }
}
