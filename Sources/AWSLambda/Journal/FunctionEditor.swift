import Measurement

/// Changes a function one step at a time, each announced in the journal before it is asked for.
///
/// Every change carries the revision that was read before, so that somebody else's change in between
/// is noticed and never overwritten.
package actor FunctionEditor {
    private let api: LambdaAPI
    private let journal: any ChangeJournal
    private let surroundings: Surroundings
    private let before: FunctionState
    private var latest: FunctionConfiguration

    /// Takes the function as it was inspected, after the journal's first line was written.
    package init(
        api: LambdaAPI,
        journal: any ChangeJournal,
        inspection: Inspection,
        surroundings: Surroundings
    ) {
        self.api = api
        self.journal = journal
        self.surroundings = surroundings
        self.before = inspection.state
        self.latest = inspection.latest
    }
}

extension FunctionEditor {
    /// Gives `$LATEST` another memory setting and description, and waits until they hold.
    package func configure(memoryMB: Int, description: String) async throws(DeploymentFailure) {
        try announce(.configure(memoryMB: memoryMB, description: description))
        latest = try await Attempts(surroundings).until(retrying: [409]) {
            () async throws(CallFailure) -> FunctionConfiguration? in
            do throws(CallFailure) {
                return try await api.update(
                    memoryMB: memoryMB,
                    description: description,
                    revision: latest.revisionID
                )
            } catch {
                // A call that was repeated after a cut connection finds its own first try done.
                guard error.status == 409 || error.status == 412 else { throw error }
                let now = try await api.configuration()
                guard now.memorySize == memoryMB, now.description ?? "" == description else {
                    throw error
                }
                return now
            }
        }
        try await settle()
    }

    /// Publishes `$LATEST` as it is now and waits until the version can be invoked.
    ///
    /// - Returns: The version's number.
    package func publish(description: String) async throws(DeploymentFailure) -> String {
        try announce(.publish(description: description))
        let code = before.codeSha256
        let published = try await Attempts(surroundings).until(retrying: [409]) {
            () async throws(CallFailure) -> FunctionConfiguration? in
            try await api.publish(
                code: code,
                description: description,
                revision: latest.revisionID
            )
        }
        try await waitUntilActive(published.version)
        return published.version
    }

    /// Makes a temporary alias.
    package func createAlias(_ name: String, version: String) async throws(DeploymentFailure) {
        try announce(.createAlias(name: name, version: version))
        let alias = AliasConfiguration(
            name: name,
            functionVersion: version,
            description: "lambda-tuner: temporary; 'lambda-tuner aws restore' removes it"
        )
        do {
            _ = try await api.createAlias(alias)
        } catch {
            // No one else uses this run's mark: it is there because the call was repeated.
            guard error.status == 409 else { throw .call(error) }
        }
    }

    /// Points an alias of the user's to a version, with shares for others.
    ///
    /// - Parameters:
    ///   - alias: The alias as it was last read.
    ///   - version: The version that gets what the shares leave.
    ///   - weights: Shares, 0…1, by version.
    /// - Returns: The alias as it is now.
    /// - Throws: ``DeploymentFailure``.
    package func updateAlias(
        _ alias: AliasConfiguration,
        version: String,
        weights: [String: Double]
    ) async throws(DeploymentFailure) -> AliasConfiguration {
        try announce(.updateAlias(name: alias.name, version: version, weights: weights))
        var target = alias
        target.functionVersion = version
        target.routing = AliasRouting(additionalVersionWeights: weights)
        do {
            return try await api.updateAlias(target)
        } catch {
            guard error.status == 412 else { throw .call(error) }
            return try await doneAlready(target)
        }
    }
}

extension FunctionEditor {
    private func announce(_ change: FunctionChange) throws(DeploymentFailure) {
        do {
            try journal.append(.willChange(change))
        } catch {
            throw .journal(error)
        }
    }

    /// Waits until the last change of `$LATEST` holds and takes its new revision over.
    private func settle() async throws(DeploymentFailure) {
        latest = try await Attempts(surroundings).until {
            () async throws(CallFailure) -> FunctionConfiguration? in
            let now = try await api.configuration()
            return now.isSettled || now.hasFailed ? now : nil
        }
        if latest.hasFailed {
            let reason = latest.lastUpdateStatusReason ?? latest.stateReason ?? "no reason given"
            throw .changeFailed(reason: reason.printableLine())
        }
        guard latest.codeSha256 == before.codeSha256 else {
            throw .changedMeanwhile(what: "The code of $LATEST")
        }
    }

    private func waitUntilActive(_ version: String) async throws(DeploymentFailure) {
        let active = try await Attempts(surroundings).until {
            () async throws(CallFailure) -> FunctionConfiguration? in
            let now = try await api.configuration(of: version)
            return now.isSettled || now.hasFailed ? now : nil
        }
        if active.hasFailed {
            throw .changeFailed(reason: (active.stateReason ?? "no reason given").printableLine())
        }
    }

    private func doneAlready(
        _ target: AliasConfiguration
    ) async throws(DeploymentFailure) -> AliasConfiguration {
        do {
            let now = try await api.aliases().first { $0.name == target.name }
            if let now, now.functionVersion == target.functionVersion,
                now.weights == target.weights
            {
                return now
            }
        } catch {
            throw .call(error)
        }
        throw .changedMeanwhile(what: "The alias \(target.name)")
    }
}
