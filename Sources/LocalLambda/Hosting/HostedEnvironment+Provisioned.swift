extension HostedEnvironment {
    /// Takes note that INIT was paid for when the environment was made ready, and not by its first
    /// invocation, which is then no cold start.
    ///
    /// - Source: AWS Lambda Developer Guide, "Configuring provisioned concurrency".
    package func settleInit() async {
        _ = await environment.takeInitMS()
        _ = await environment.takeSuppressedInitMS()
    }
}
