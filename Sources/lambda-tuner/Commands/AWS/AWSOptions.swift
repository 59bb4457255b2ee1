import AWSLambda
import ArgumentParser
import Foundation

/// The options that say whose function is meant and how it is reached.
struct AWSOptions: ParsableArguments {
    @Option(help: "The profile in the shared AWS files; it then comes before the environment.")
    var profile: String?

    @Option(help: "The Region; otherwise that of the ARN, the environment or the profile.")
    var region: String?

    @Option(
        name: .customLong("endpoint-url"),
        help: "An endpoint other than AWS's own, such as http://127.0.0.1:9001."
    )
    var endpointURL: String?
}

extension AWSOptions {
    /// What a function's services are called through.
    ///
    /// - Throws: ``FunctionName/Refusal``, ``AWSSettings/Refusal``, ``Endpoint/Refusal`` and
    ///   ``CredentialFailure``.
    func connection(to function: String) throws -> AWSConnection {
        let name = try FunctionName(text: function)
        let environment = ProcessInfo.processInfo.environment
        let settings = try AWSSettings(
            environment: environment,
            profile: profile,
            region: region ?? name.region,
            endpoint: endpointURL
        )
        try name.check(region: settings.region)
        return AWSConnection(
            function: name,
            settings: settings,
            profile: profile,
            transport: URLSessionTransport()
        )
    }
}

/// The services around one function.
struct AWSConnection: Sendable {
    /// The function.
    let function: FunctionName

    /// Region and endpoint.
    let settings: AWSSettings

    /// What carries the calls.
    let transport: any HTTPTransport

    private let credentials: CredentialStore

    init(
        function: FunctionName,
        settings: AWSSettings,
        profile: String?,
        transport: any HTTPTransport
    ) {
        let chain = CredentialChain(
            environment: ProcessInfo.processInfo.environment,
            profile: profile,
            transport: transport
        )
        self.function = function
        self.settings = settings
        self.transport = transport
        self.credentials = CredentialStore { () async throws(CredentialFailure) in
            try await chain.credentials()
        }
    }

    /// Lambda's API for the function.
    var api: LambdaAPI { LambdaAPI(function: function, caller: caller("lambda")) }

    /// Lambda's API for another function in the same account and Region.
    func api(for other: FunctionName) -> LambdaAPI {
        LambdaAPI(function: other, caller: caller("lambda"))
    }

    /// What signs and sends to a service.
    func caller(_ service: String) -> ServiceCaller {
        ServiceCaller(
            service: service,
            settings: settings,
            credentials: credentials,
            transport: transport
        )
    }

    /// The same connection with another transport.
    func carried(by transport: any HTTPTransport) -> AWSConnection {
        AWSConnection(
            function: function,
            settings: settings,
            transport: transport,
            credentials: credentials
        )
    }

    private init(
        function: FunctionName,
        settings: AWSSettings,
        transport: any HTTPTransport,
        credentials: CredentialStore
    ) {
        self.function = function
        self.settings = settings
        self.transport = transport
        self.credentials = credentials
    }
}

/// Runs a body that Ctrl-C cancels and that puts the function back before it ends.
///
/// - Throws: What the body throws; `CancellationError` when a signal arrived.
func interruptibly<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    do {
        return try await interruptible(body)
    } catch let failure as DeploymentFailure where failure.isCancellation {
        printError("Interrupted. The function is as it was.")
        throw CancellationError()
    } catch is CancellationError {
        printError("Interrupted. The function is as it was.")
        throw CancellationError()
    }
}

extension JournalFolder {
    /// The folder in this user's state directory.
    static var standard: JournalFolder {
        JournalFolder(environment: ProcessInfo.processInfo.environment)
    }
}
