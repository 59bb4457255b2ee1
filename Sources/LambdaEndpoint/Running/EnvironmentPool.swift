import LocalLambda

/// The environments of one version.
struct EnvironmentPool {
    /// An environment that waits for an event.
    struct Idle {
        let environment: HostedEnvironment
        let isProvisioned: Bool
        let since: ContinuousClock.Instant
    }

    /// The code, unpacked.
    let package: FunctionPackage

    /// The environments that wait, longest first.
    var idle: [Idle] = []

    /// How many environments are to be kept ready.
    var wanted = 0

    /// How many of those there are, busy or not.
    var provisioned = 0

    /// How many more are being made ready.
    var starting = 0

    /// Whether the last attempt to make one ready failed.
    var hasFailed = false

    /// How many invocations are under way.
    var busy = 0

    /// Whether more are to be made ready.
    var isShort: Bool { provisioned + starting < wanted }
}
