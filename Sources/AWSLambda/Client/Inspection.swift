import Measurement

/// Everything about a deployed function that decides whether and how it can be worked on.
package struct Inspection: Hashable, Sendable {
    /// `$LATEST`.
    package let latest: FunctionConfiguration

    /// Every version, `$LATEST` included.
    package let versions: [FunctionConfiguration]

    /// Every alias.
    package let aliases: [AliasConfiguration]

    /// The concurrency reserved for the function, where any is.
    package let reservedConcurrency: Int?

    package init(
        latest: FunctionConfiguration,
        versions: [FunctionConfiguration],
        aliases: [AliasConfiguration],
        reservedConcurrency: Int?
    ) {
        self.latest = latest
        self.versions = versions
        self.aliases = aliases
        self.reservedConcurrency = reservedConcurrency
    }

    /// Reads it from Lambda; changes nothing.
    ///
    /// - Parameters:
    ///   - api: The function's calls.
    ///   - isReadOnly: Whether nothing will be changed, so that the configuration is enough.
    /// - Throws: ``DeploymentFailure/call(_:)``.
    package init(
        of api: LambdaAPI,
        isReadOnly: Bool = false
    ) async throws(DeploymentFailure) {
        do {
            latest = try await api.configuration()
            guard !isReadOnly else {
                (versions, aliases, reservedConcurrency) = ([], [], nil)
                return
            }
            versions = try await api.versions()
            aliases = try await api.aliases()
            reservedConcurrency = try await api.reservedConcurrency()
        } catch {
            throw .call(error)
        }
    }

    /// What would have to be put back.
    package var state: FunctionState {
        FunctionState(latest: latest, versions: versions, aliases: aliases)
    }

    /// The function's ARN without version.
    package var functionArn: String {
        let parts = latest.functionArn.split(separator: ":", omittingEmptySubsequences: false)
        return parts.prefix(7).joined(separator: ":")
    }
}

extension Inspection {
    /// Checks that versions of the function can be published and measured.
    ///
    /// Packages of either type and functions in a VPC are fine: publishing waits until they are ready.
    ///
    /// - Throws: ``DeploymentFailure/refused(_:)``.
    package func checkPublishable() throws(DeploymentFailure) {
        try checkMeasurable()
        try checkChangeable()
        if reservedConcurrency == 0 { throw .refused(.switchedOff) }
        if latest.snapStart?.applyOn == "PublishedVersions" { throw .refused(.snapStart) }
    }

    /// Checks that the function is in a state to be changed.
    ///
    /// - Throws: ``DeploymentFailure/refused(_:)``.
    package func checkChangeable() throws(DeploymentFailure) {
        if latest.capacityProvider != nil { throw .refused(.managedInstances) }
        if latest.hasFailed {
            throw .refused(
                .failed(reason: (latest.stateReason ?? "no reason given").printableLine())
            )
        }
        if !latest.isSettled { throw .refused(.changing) }
        let leftovers = aliases.map(\.name).filter { $0.hasPrefix(RunMark.aliasPrefix) }
        if !leftovers.isEmpty { throw .refused(.leftovers(aliases: leftovers)) }
    }

    /// Checks that the function is billed and reported as the price model has it.
    ///
    /// - Throws: ``DeploymentFailure/refused(_:)``.
    package func checkMeasurable() throws(DeploymentFailure) {
        if latest.capacityProvider != nil { throw .refused(.managedInstances) }
        if latest.durable != nil { throw .refused(.durable) }
        if latest.tenancy != nil { throw .refused(.tenantIsolation) }
        let logging = latest.logging
        if logging?.logFormat == "JSON", logging?.systemLogLevel == "WARN" {
            throw .refused(.reportsSuppressed)
        }
    }
}
