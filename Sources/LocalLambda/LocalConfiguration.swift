package import LambdaPlatform
package import Measurement

/// Which governor is wanted.
package enum GovernorChoice: Hashable, Sendable {
    /// The best one that works here.
    case automatic

    /// This one or none.
    case only(GovernorKind)

    /// Reads the choice as flags write it: `auto` or a governor's name; nothing for another word.
    package init?(name: String) {
        if name == "auto" {
            self = .automatic
        } else if let kind = GovernorKind(rawValue: name) {
            self = .only(kind)
        } else {
            return nil
        }
    }
}

/// What a function can reach.
package enum NetworkAccess: String, Hashable, Sendable, CaseIterable {
    /// Whatever this machine can.
    case machine

    /// Nothing but its own environment, as in a VPC without a way out.
    case none
}

/// How a function is to be run on this machine.
package struct LocalConfiguration: Sendable {
    /// The function.
    package var function: LocalFunction

    /// The event for a request, as bytes; usually JSON.
    package var event: @Sendable (InvocationRequest) -> [UInt8]

    /// Whether an answer is right, where that can be told.
    ///
    /// One that is not is an error of the type ``wrongAnswer``, never a success.
    package var accepts: @Sendable ([UInt8]) -> Bool

    /// The error type of an answer that is not right, whoever found that out.
    package static let wrongAnswer = "Function.WrongAnswer"

    /// What a memory setting grants.
    package var model: PlatformModel

    /// What is to enforce the grant.
    package var governor: GovernorChoice

    /// The function's timeout in seconds, 1 to 900.
    package var timeoutS: Int

    /// The program, and its first arguments, that starts functions: the tuner itself with
    /// ``Launcher/verb``.
    package var launcher: [String]

    /// Takes what the function writes to standard output and standard error, in order.
    package var log: FunctionLog

    /// The architecture that the environment variables and the prices speak of.
    package var architecture: Architecture

    /// The Region that the environment variables speak of.
    package var region: String

    /// The size of the function's `/tmp`, in MB, 512 to 10,240.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": /tmp directory storage.
    package var temporaryMB: Int

    /// What the function can reach.
    package var network: NetworkAccess

    /// How long INIT may take before it is tried once more within the invocation, in seconds.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda execution environment lifecycle": 10 seconds.
    package var initLimitS: Double

    /// Whether START, END and REPORT lines go into the log, and in which form.
    package var platformLines: PlatformLines?

    /// Whether every invocation is traced: what it waits for is then told apart.
    package var isTraced: Bool

    package init(
        function: LocalFunction,
        event: @escaping @Sendable (InvocationRequest) -> [UInt8],
        launcher: [String],
        accepts: @escaping @Sendable ([UInt8]) -> Bool = { _ in true },
        model: PlatformModel = .standard,
        governor: GovernorChoice = .automatic,
        timeoutS: Int = 900,
        log: FunctionLog = FunctionLog(),
        architecture: Architecture = .host,
        region: String = "us-east-1",
        temporaryMB: Int = 512,
        network: NetworkAccess = .machine,
        initLimitS: Double = 10,
        platformLines: PlatformLines? = nil,
        isTraced: Bool = false
    ) {
        self.function = function
        self.event = event
        self.launcher = launcher
        self.accepts = accepts
        self.model = model
        self.governor = governor
        self.timeoutS = min(max(timeoutS, 1), 900)
        self.log = log
        self.architecture = architecture
        self.region = region
        self.temporaryMB = min(max(temporaryMB, 512), 10_240)
        self.network = network
        self.initLimitS = initLimitS
        self.platformLines = platformLines
        self.isTraced = isTraced
    }
}
