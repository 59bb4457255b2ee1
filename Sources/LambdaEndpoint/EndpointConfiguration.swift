import Foundation
package import LambdaPlatform
package import LocalLambda

/// How the endpoint is to run.
package struct EndpointConfiguration: Sendable {
    /// The folder that keeps functions, layers and their code.
    package var stateFolder: String

    /// The port on 127.0.0.1; 0 takes a free one.
    package var port: Int

    /// The program, and its first arguments, that starts functions.
    package var launcher: [String]

    /// What a memory setting grants.
    package var model: PlatformModel

    /// What is to enforce the grant.
    package var governor: GovernorChoice

    /// The Region that ARNs and environment variables speak of.
    package var region: String

    /// How many invocations may run at once, all functions together.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": 1,000 unless raised.
    package var concurrency: Int

    /// How long an environment that nobody uses is kept.
    ///
    /// - Source: Lin, Ma and Shahrad, EuroSys '26, artifact: on Lambda no environment idle for less
    ///   than five minutes was gone in nine of ten probes, and from six minutes on every one was.
    package var keepAlive: Duration

    /// The clock of pauses between retries and of idle environments.
    package var clock: any Clock<Duration>

    /// The time of day that queued events grow old by, in seconds since 1970.
    package var now: @Sendable () -> Double

    /// Takes a line about each call, made harmless for a terminal.
    package var note: @Sendable (String) -> Void

    package init(
        stateFolder: String,
        port: Int = 0,
        launcher: [String],
        model: PlatformModel = .standard,
        governor: GovernorChoice = .automatic,
        region: String = "us-east-1",
        concurrency: Int = 1_000,
        keepAlive: Duration = .seconds(330),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.stateFolder = stateFolder
        self.port = port
        self.launcher = launcher
        self.model = model
        self.governor = governor
        self.region = region
        self.concurrency = concurrency
        self.keepAlive = keepAlive
        self.clock = clock
        self.now = now
        self.note = note
    }
}

extension EndpointConfiguration {
    /// An account that cannot exist: what is here belongs to none.
    static let account = "000000000000"

    /// The ARN of a function, with a qualifier where there is one.
    func functionARN(_ name: String, _ qualifier: String?) -> String {
        "arn:aws:lambda:\(region):\(Self.account):function:\(name)"
            + (qualifier.map { ":\($0)" } ?? "")
    }

    /// The ARN of a layer, with a version where there is one.
    func layerARN(_ name: String, _ version: Int?) -> String {
        "arn:aws:lambda:\(region):\(Self.account):layer:\(name)"
            + (version.map { ":\($0)" } ?? "")
    }
}
