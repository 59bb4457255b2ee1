import Foundation

/// Puts a function back as the journal says it was.
///
/// What to do is read from the function as it is now, compared with what was announced: so it does not
/// matter how far a run came, and it can be done again after being cut short. What somebody else
/// changed meanwhile is left alone and told.
package struct Restorer: Sendable {
    private let api: LambdaAPI
    private let opening: Opening
    private let changes: [FunctionChange]
    private let surroundings: Surroundings

    /// Takes the lines of a journal.
    ///
    /// - Edge cases: nil for a journal without its first line: nothing had been changed.
    package init?(lines: [JournalLine], api: LambdaAPI, surroundings: Surroundings) {
        guard case .opened(let opening)? = lines.first else { return nil }
        self.api = api
        self.opening = opening
        self.surroundings = surroundings
        self.changes = lines.compactMap {
            if case .willChange(let change) = $0 { change } else { nil }
        }
    }

    /// Restores the function.
    ///
    /// - Returns: What was left as it is, in sentences, because somebody else changed it.
    /// - Throws: ``DeploymentFailure`` when it could not be finished; it can be tried again.
    package func restore(
        report: (String) -> Void = { _ in }
    ) async throws(DeploymentFailure) -> [String] {
        var left: [String] = []
        // Live traffic first, then what new versions would be made from, then what nobody uses.
        left += try await restoreAliases(report)
        left += try await restoreConfiguration(report)
        try await deleteTemporaryAliases(report)
        left += try await deleteVersions(report)
        return left
    }
}

extension Restorer {
    /// Restores in a task of its own: the calling one may have been cancelled, and a cancelled task
    /// can neither wait nor send.
    ///
    /// - Throws: ``DeploymentFailure`` when it could not be finished.
    package func restoreEvenIfCancelled(
        report: @escaping @Sendable (String) -> Void
    ) async throws(DeploymentFailure) -> [String] {
        let task = Task { () async -> Result<[String], DeploymentFailure> in
            do throws(DeploymentFailure) {
                return .success(try await restore(report: report))
            } catch {
                return .failure(error)
            }
        }
        return try await task.value.get()
    }

    private func restoreAliases(
        _ report: (String) -> Void
    ) async throws(DeploymentFailure) -> [String] {
        var left: [String] = []
        for name in touchedAliases {
            guard let before = opening.before.aliases.first(where: { $0.name == name }) else {
                continue
            }
            let sentence = try await Attempts(surroundings).until {
                () async throws(CallFailure) -> String? in
                guard let now = try await api.aliases().first(where: { $0.name == name }) else {
                    return "The alias \(name) was deleted by someone else and stays so."
                }
                if matches(now, before) { return "" }
                guard intendedAliases.contains(where: { matches(now, $0) }) else {
                    return "The alias \(name) was pointed elsewhere by someone else and stays so."
                }
                var target = before
                target.revisionID = now.revisionID
                _ = try await api.updateAlias(target)
                report("alias \(name) points to version \(before.functionVersion) again")
                return ""
            }
            if !sentence.isEmpty { left.append(sentence) }
        }
        return left
    }

    private func restoreConfiguration(
        _ report: (String) -> Void
    ) async throws(DeploymentFailure) -> [String] {
        guard !intendedConfigurations.isEmpty else { return [] }
        let before = opening.before
        let sentence = try await Attempts(surroundings).until {
            () async throws(CallFailure) -> String? in
            let now = try await api.configuration()
            guard now.isSettled || now.hasFailed else { return nil }
            let description = now.description ?? ""
            let isOurMemory = intendedConfigurations.contains { $0.memoryMB == now.memorySize }
            let isOurText = intendedConfigurations.contains { $0.description == description }
            let memory = isOurMemory ? before.memoryMB : now.memorySize
            let text = isOurText ? before.description : description
            if memory != now.memorySize || text != description {
                _ = try await api.update(
                    memoryMB: memory,
                    description: text,
                    revision: now.revisionID
                )
                report("memory of $LATEST is \(memory) MB again")
                // The next attempt sees whether the change has settled.
                return nil
            }
            return memory == before.memoryMB && text == before.description
                ? "" : "Memory or description of $LATEST was changed by someone else and stays so."
        }
        return sentence.isEmpty ? [] : [sentence]
    }

    private func deleteTemporaryAliases(_ report: (String) -> Void) async throws(DeploymentFailure)
    {
        let ours = Set(
            changes.compactMap { if case .createAlias(let name, _) = $0 { name } else { nil } }
        )
        guard !ours.isEmpty else { return }
        _ = try await Attempts(surroundings).until { () async throws(CallFailure) -> String? in
            for alias in try await api.aliases() where ours.contains(alias.name) {
                try await ignoringAbsence { () async throws(CallFailure) in
                    try await api.deleteAlias(alias.name)
                }
                report("temporary alias \(alias.name) is deleted")
            }
            return ""
        }
    }

    private func deleteVersions(
        _ report: (String) -> Void
    ) async throws(DeploymentFailure) -> [String] {
        let marks = Set(
            changes.compactMap { if case .publish(let mark) = $0 { mark } else { nil } }
        )
        guard !marks.isEmpty else { return [] }
        var left: [String] = []
        let found = try await Attempts(surroundings).until {
            () async throws(CallFailure) -> [String]? in
            try await api.versions().filter { version in
                version.version != "$LATEST" && marks.contains(version.description ?? "")
                    && !opening.before.versions.contains(version.version)
            }.map(\.version)
        }
        for version in found {
            let sentence = try await Attempts(surroundings).until {
                () async throws(CallFailure) -> String? in
                let users = try await api.aliases().filter {
                    $0.functionVersion == version || $0.weights[version] != nil
                }
                if let user = users.first {
                    return "Version \(version) stays: the alias \(user.name) points to it."
                }
                try await ignoringAbsence { () async throws(CallFailure) in
                    try await api.deleteVersion(version)
                }
                report("temporary version \(version) is deleted")
                return ""
            }
            if !sentence.isEmpty { left.append(sentence) }
        }
        return left
    }

    private func ignoringAbsence(
        _ action: () async throws(CallFailure) -> Void
    ) async throws(CallFailure) {
        do {
            try await action()
        } catch {
            if !error.isNotFound { throw error }
        }
    }
}

extension Restorer {
    private var intendedConfigurations: [(memoryMB: Int, description: String)] {
        changes.compactMap {
            if case .configure(let memoryMB, let description) = $0 {
                (memoryMB, description)
            } else {
                nil
            }
        }
    }

    private var intendedAliases: [AliasConfiguration] {
        changes.compactMap { change in
            guard case .updateAlias(let name, let version, let weights) = change else { return nil }
            return AliasConfiguration(
                name: name,
                functionVersion: version,
                routing: AliasRouting(additionalVersionWeights: weights)
            )
        }
    }

    private var touchedAliases: [String] { Set(intendedAliases.map(\.name)).sorted() }

    private func matches(_ left: AliasConfiguration, _ right: AliasConfiguration) -> Bool {
        left.name == right.name && left.functionVersion == right.functionVersion
            && left.weights == right.weights
    }
}
