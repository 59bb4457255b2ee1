/// A version with what is needed to run it.
struct RunnableVersion: Hashable, Sendable {
    /// Tells versions apart, and `$LATEST` from what it was before.
    struct Key: Hashable, Sendable {
        let function: String
        let version: String
        let revisionID: String
    }

    let key: Key
    let settings: FunctionSettings

    /// The path of the zip.
    let code: String

    /// The paths of the layers' zips, in their order.
    let layers: [String]
}

extension FunctionService {
    /// A version of a function, ready to be run.
    func runnable(_ version: VersionRecord, of function: FunctionRecord) -> RunnableVersion {
        RunnableVersion(
            key: RunnableVersion.Key(
                function: function.name,
                version: version.version,
                revisionID: version.revisionID
            ),
            settings: version.settings,
            code: store.code(version.settings.codeSha256),
            layers: version.settings.layers.map { store.code($0.codeSha256) }
        )
    }

    /// Every version of a function.
    func runnable(of function: FunctionRecord) -> [RunnableVersion] {
        ([function.latest] + function.versions).map { runnable($0, of: function) }
    }
}
