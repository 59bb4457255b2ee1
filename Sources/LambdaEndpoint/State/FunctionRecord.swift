/// A function with everything that belongs to it.
struct FunctionRecord: Hashable, Sendable, Codable {
    let name: String

    /// What can still be changed.
    var latest: VersionRecord

    /// The published versions, oldest first.
    var versions: [VersionRecord] = []

    /// How many versions were ever published; numbers are not given twice.
    var published = 0

    var aliases: [String: AliasRecord] = [:]

    /// The concurrency reserved for it.
    var reserved: Int?

    /// Environments kept ready, by version or alias.
    var provisioned: [String: Int] = [:]

    var eventRules: [String: EventRules] = [:]

    init(name: String, latest: VersionRecord) {
        self.name = name
        self.latest = latest
    }
}

extension FunctionRecord {
    /// `$LATEST` or a published version.
    func version(_ version: String) -> VersionRecord? {
        version == VersionRecord.latest ? latest : versions.first { $0.version == version }
    }

    /// The version that a qualifier stands for; with an alias of two versions a draw from 0 up to 1
    /// decides which.
    func version(for qualifier: String, draw: Double = 1) -> VersionRecord? {
        guard let alias = aliases[qualifier] else { return version(qualifier) }
        var bound = 0.0
        for (other, weight) in alias.weights.sorted(by: { $0.key < $1.key }) {
            bound += weight
            if draw < bound { return version(other) }
        }
        return version(alias.functionVersion)
    }

    /// The aliases that send traffic to a version.
    func aliases(of version: String) -> [AliasRecord] {
        aliases.values.filter { $0.functionVersion == version || $0.weights[version] != nil }
            .sorted { $0.name < $1.name }
    }

    /// Environments kept ready for a version, through itself and through its aliases.
    func provisioned(for version: String) -> Int {
        provisioned.filter { qualifier, _ in
            (aliases[qualifier]?.functionVersion ?? qualifier) == version
        }.values.reduce(0, +)
    }
}
