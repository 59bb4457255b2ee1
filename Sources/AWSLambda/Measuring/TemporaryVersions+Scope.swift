package import LambdaPlatform

extension TemporaryVersions {
    /// Publishes the versions, lends them to a body, and puts the function back whatever happens.
    ///
    /// - Parameters:
    ///   - inspection: The function as it is.
    ///   - api: The function's calls.
    ///   - journal: Where changes are announced; finished or closed at the end.
    ///   - endpoint: The custom endpoint that the calls go to, for the journal.
    ///   - settings: The memory settings.
    ///   - copies: Versions of each setting.
    ///   - surroundings: Time and waiting.
    ///   - report: Takes a sentence for each thing that was done.
    ///   - body: Measures on the aliases of each setting.
    /// - Returns: What the body returned, and what had to be left as it is, in sentences.
    /// - Throws: What the body throws, ``DeploymentFailure``, and ``RestoreNeeded`` when the function
    ///   could not be put back; then the journal stays.
    package static func lend<Result: Sendable>(
        of inspection: Inspection,
        api: LambdaAPI,
        journal: any ChangeJournal,
        endpoint: String?,
        settings: [MemorySetting],
        copies: Int,
        surroundings: Surroundings,
        report: @escaping @Sendable (String) -> Void,
        body: ([MemorySetting: [String]]) async throws -> Result
    ) async throws -> (result: Result, left: [String]) {
        let result: Result
        do {
            let versions = try TemporaryVersions(
                of: inspection,
                api: api,
                journal: journal,
                endpoint: endpoint,
                surroundings: surroundings
            )
            let aliases = try await versions.publish(settings, copies: copies, report: report)
            result = try await body(aliases)
        } catch {
            do {
                _ = try await putBack(api, journal, surroundings, report)
            } catch let restore {
                throw RestoreNeeded(cause: "\(error)", restore: "\(restore)")
            }
            throw error
        }
        do {
            return (result, try await putBack(api, journal, surroundings, report))
        } catch {
            throw RestoreNeeded(cause: nil, restore: "\(error)")
        }
    }

    private static func putBack(
        _ api: LambdaAPI,
        _ journal: any ChangeJournal,
        _ surroundings: Surroundings,
        _ report: @escaping @Sendable (String) -> Void
    ) async throws -> [String] {
        let lines = try journal.recorded()
        let restorer = Restorer(lines: lines, api: api, surroundings: surroundings)
        do {
            let left = try await restorer?.restoreEvenIfCancelled(report: report) ?? []
            try journal.finish()
            return left
        } catch {
            journal.close()
            throw error
        }
    }
}

/// The function could not be put back; the journal that says how is still there.
package struct RestoreNeeded: Error, Hashable, CustomStringConvertible {
    /// Why the run had ended, where that was a failure of its own.
    package let cause: String?

    /// Why the function could not be put back.
    package let restore: String

    package var description: String {
        (cause.map { "\($0) And the function" } ?? "The function")
            + " could not be put back (\(restore)): run `lambda-tuner aws restore` as soon as that is "
            + "mended."
    }
}
