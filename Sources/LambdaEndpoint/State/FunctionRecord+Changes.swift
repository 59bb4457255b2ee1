extension FunctionRecord {
    /// Gives `$LATEST` other settings.
    mutating func change(to settings: FunctionSettings) {
        latest.settings = settings
        latest.revisionID = FunctionService.revision()
        latest.lastModified = FunctionService.timestamp()
    }

    /// Publishes `$LATEST`; the last version comes back when nothing has changed since.
    ///
    /// - Source: AWS Lambda API Reference, PublishVersion.
    mutating func publish(description: String?) -> VersionRecord {
        var settings = latest.settings
        settings.description = description ?? settings.description
        if let last = versions.last, last.version == String(published), last.settings == settings {
            return last
        }
        published += 1
        let version = VersionRecord(
            version: String(published),
            settings: settings,
            revisionID: FunctionService.revision(),
            lastModified: latest.lastModified
        )
        versions.append(version)
        return version
    }
}
