import Foundation
package import LambdaPlatform

/// One published version for each memory setting, behind temporary aliases.
///
/// `$LATEST` goes through the settings once, because versions can only be made from it, and is put
/// back before anything is measured: whoever invokes it meets other settings for seconds only, and
/// who invokes a version or an alias meets none.
package struct TemporaryVersions: Sendable {
    private let api: LambdaAPI
    private let inspection: Inspection
    private let journal: any ChangeJournal
    private let opening: Opening
    private let surroundings: Surroundings

    /// Begins the journal's content.
    ///
    /// - Throws: ``DeploymentFailure/journal(_:)``.
    package init(
        of inspection: Inspection,
        api: LambdaAPI,
        journal: any ChangeJournal,
        endpoint: String?,
        run: RunMark = RunMark(),
        surroundings: Surroundings
    ) throws(DeploymentFailure) {
        self.api = api
        self.inspection = inspection
        self.journal = journal
        self.surroundings = surroundings
        opening = Opening(
            run: run,
            openedAt: surroundings.now().timeIntervalSince1970,
            functionArn: inspection.functionArn,
            region: api.caller.signer.region,
            endpoint: endpoint,
            before: inspection.state
        )
        do {
            try journal.append(.opened(opening))
        } catch {
            throw .journal(error)
        }
    }

    /// Publishes the versions and puts `$LATEST` back.
    ///
    /// - Parameters:
    ///   - settings: The memory settings.
    ///   - copies: Versions of each setting; each has its own execution environments, so its first
    ///     invocation is a cold start.
    ///   - report: Takes a sentence for each thing that was done.
    /// - Returns: The aliases of each setting.
    /// - Throws: ``DeploymentFailure``.
    package func publish(
        _ settings: [MemorySetting],
        copies: Int,
        report: (String) -> Void
    ) async throws(DeploymentFailure) -> [MemorySetting: [String]] {
        let editor = FunctionEditor(
            api: api,
            journal: journal,
            inspection: inspection,
            surroundings: surroundings
        )
        let before = opening.before
        var aliases: [MemorySetting: [String]] = [:]
        for memory in Set(settings).sorted() {
            for copy in 1...max(1, copies) {
                let mark = opening.run.description(
                    memoryMB: memory.megabytes,
                    copy: copy,
                    before: before.memoryMB
                )
                // The description differs each time, so a new version is made even when the memory
                // is that of an old one: live traffic to the old one stays out of the measurement.
                try await editor.configure(memoryMB: memory.megabytes, description: mark)
                let version = try await editor.publish(description: mark)
                let alias = opening.run.alias(memoryMB: memory.megabytes, copy: copy)
                try await editor.createAlias(alias, version: version)
                aliases[memory, default: []].append(alias)
                report("version \(version) with \(memory) behind \(alias)")
            }
        }
        try await editor.configure(memoryMB: before.memoryMB, description: before.description)
        report("memory of $LATEST is \(before.memoryMB) MB again")
        return aliases
    }
}
