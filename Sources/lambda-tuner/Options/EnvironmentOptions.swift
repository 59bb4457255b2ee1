import ArgumentParser
import LocalLambda

/// The options that say what a function package finds around itself when it is run here.
struct EnvironmentOptions: ParsableArguments {
    @Option(name: .customLong("layer"), help: "Folder or zip of a layer; a later one wins (≤ 5).")
    var layers: [String] = []

    @Option(
        name: .customLong("env"),
        help: "Variable of the function: NAME=VALUE, or NAME to pass on your own; may be repeated."
    )
    var variables: [String] = []

    @Option(
        name: .customLong("tmp"),
        help: "Size of /tmp in MB, 512 to 10240 (512, or the template's)."
    )
    var temporaryMB: Int?

    @Option(help: "What the function can reach: machine, or none as in a VPC without a way out.")
    var network: NetworkAccess = .machine

    @Option(
        name: .customLong("cold"),
        help: "Cold starts to measure at each setting, each in a new environment."
    )
    var coldStarts = 1

    @Flag(
        name: .customLong("trace"),
        help: "Take what the function sends to the X-Ray daemon, and tell its phases apart."
    )
    var isTraced = false

    @Option(name: .customLong("log"), help: "New file for what the function writes.")
    var log: String?

    @Option(
        name: .customLong("log-format"),
        help: "Form of Lambda's own lines in the log: text or json."
    )
    var logFormat: PlatformLines = .text

    func validate() throws {
        guard layers.count <= 5 else {
            throw ValidationError("A function has 5 layers at most, not \(layers.count).")
        }
        if let temporaryMB, !(512...10_240).contains(temporaryMB) {
            throw ValidationError("--tmp is 512 to 10240 MB, not \(temporaryMB).")
        }
        guard (1...1_000).contains(coldStarts) else {
            throw ValidationError("--cold is 1 to 1000, not \(coldStarts).")
        }
        for variable in variables where FunctionVariable(argument: variable) == nil {
            throw ValidationError(
                "'\(variable)' is no variable: give NAME=VALUE, or the name of one of your own."
            )
        }
    }
}

extension NetworkAccess: ExpressibleByArgument {}
extension PlatformLines: ExpressibleByArgument {}
