package import LambdaPlatform
package import Measurement

/// What execution environments on this machine share: the governor that was chosen, threads, and a
/// folder for temporary files.
///
/// Lives until ``close()``, which must be called once every environment has ended.
package actor EnvironmentHost {
    /// What enforces the quota.
    package nonisolated let governor: GovernorKind

    /// Reasons to distrust what is measured here.
    package nonisolated let cautions: [Caution]

    /// How many processors this machine offers.
    package nonisolated let processors: Int

    nonisolated let selection: GovernorSelection
    nonisolated let machinery: Machinery
    let scratch: ScratchDirectory
    private var abilities: [[String]: IsolationAbility] = [:]
    private(set) var isClosed = false
    private var enclosures = 0

    private init(
        selection: GovernorSelection,
        scratch: ScratchDirectory,
        machinery: Machinery
    ) {
        self.selection = selection
        self.governor = selection.governor.kind
        self.cautions = selection.cautions
        self.processors = selection.hostProcessors
        self.scratch = scratch
        self.machinery = machinery
    }

    /// Chooses the governor and removes what earlier tools left behind.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the governor that was asked for
    ///   does not work here; ``SourceFailure/other(_:)`` when there is no place for temporary files.
    package static func open(
        _ choice: GovernorChoice
    ) async throws(SourceFailure) -> EnvironmentHost {
        let machinery = Machinery()
        do throws(SourceFailure) {
            let selection = try await machinery.trying { () throws(SourceFailure) in
                try GovernorSelection(choice)
            }
            let scratch = try await machinery.trying { () throws(SourceFailure) in
                selection.governor.removeLeftovers()
                ScratchDirectory.removeLeftovers()
                return try ScratchDirectory.make()
            }
            return EnvironmentHost(
                selection: selection,
                scratch: scratch,
                machinery: machinery
            )
        } catch {
            await machinery.stop()
            throw error
        }
    }

    /// Whether a setting can be enforced here rather than projected.
    package nonisolated func canMeasure(
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy,
        under model: PlatformModel
    ) -> Bool {
        selection.canMeasure(Grant(memory, under: model), strategy)
    }

    /// A number that no other enclosure of this host has.
    func nextNumber() -> Int {
        enclosures += 1
        return enclosures
    }

    /// Removes what is left; safe to call twice.
    package func close() async {
        if isClosed { return }
        isClosed = true
        let scratch = scratch
        await machinery.blocking { scratch.remove() }
        await machinery.stop()
    }
}

extension EnvironmentHost {
    /// What this machine lets a launcher keep from functions; found out once.
    package func ability(of launcher: [String]) async -> IsolationAbility {
        if let known = abilities[launcher] { return known }
        let path = "\(scratch.path)/probe-\(nextNumber()).img"
        let found = await machinery.blocking {
            IsolationAbility.of(launcher: launcher, withImageAt: path)
        }
        abilities[launcher] = found
        return found
    }
}
