/// One line of the journal that is written ahead of every change to a deployed function.
///
/// - Shape: the first line is ``opened(_:)``; every later one announces a change before it is asked
///   for. The file goes away when everything is back as it was, or as it was meant to become.
package enum JournalLine: Hashable, Sendable, Codable {
    /// Work on the function begins; nothing is changed yet.
    case opened(Opening)

    /// This change is about to be asked for. Whether it happened, only the function can tell.
    case willChange(FunctionChange)
}

/// What the journal holds of the function before anything was changed.
package struct Opening: Hashable, Sendable, Codable {
    /// The version of the journal's layout.
    package var schemaVersion: Int

    /// The run that the journal belongs to, which also marks everything temporary.
    package var run: RunMark

    /// Seconds since 1970 when it began.
    package var openedAt: Double

    /// The function's ARN, without version.
    package var functionArn: String

    /// The Region that the calls went to.
    package var region: String

    /// The custom endpoint that the calls went to, where there was one.
    package var endpoint: String?

    /// The function as it was.
    package var before: FunctionState

    package init(
        run: RunMark,
        openedAt: Double,
        functionArn: String,
        region: String,
        endpoint: String?,
        before: FunctionState
    ) {
        self.schemaVersion = 1
        self.run = run
        self.openedAt = openedAt
        self.functionArn = functionArn
        self.region = region
        self.endpoint = endpoint
        self.before = before
    }
}

/// What of a function is put back: everything that this program ever changes.
package struct FunctionState: Hashable, Sendable, Codable {
    /// The memory setting of `$LATEST`, in MB.
    package var memoryMB: Int

    /// The description of `$LATEST`; empty where there is none.
    package var description: String

    /// The digest of the code of `$LATEST`.
    package var codeSha256: String

    /// The published versions.
    package var versions: [String]

    /// The aliases, without their revisions, which change even when nothing else does.
    package var aliases: [AliasConfiguration]

    package init(
        latest: FunctionConfiguration,
        versions: [FunctionConfiguration],
        aliases: [AliasConfiguration]
    ) {
        memoryMB = latest.memorySize
        description = latest.description ?? ""
        codeSha256 = latest.codeSha256
        self.versions = versions.map(\.version).filter { $0 != "$LATEST" }.sorted()
        self.aliases = aliases.map { alias in
            var bare = alias
            bare.revisionID = nil
            bare.routing = alias.weights.isEmpty ? nil : alias.routing
            return bare
        }.sorted { $0.name < $1.name }
    }
}

/// A change to a deployed function.
package enum FunctionChange: Hashable, Sendable, Codable {
    /// Memory and description of `$LATEST` become these.
    case configure(memoryMB: Int, description: String)

    /// A version is published with this description.
    case publish(description: String)

    /// A temporary alias is made.
    case createAlias(name: String, version: String)

    /// An alias of the user's is pointed elsewhere.
    case updateAlias(name: String, version: String, weights: [String: Double])
}

/// The name of one run, and how it marks what is temporary.
package struct RunMark: Hashable, Sendable, Codable, RawRepresentable {
    /// Eight hexadecimal digits.
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// A mark that no other run has.
    package init() {
        let number = UInt32.random(in: .min ... .max)
        let digits = String(number, radix: 16)
        rawValue = String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// What every temporary alias begins with.
    package static let aliasPrefix = "lambda-tuner-temporary-"

    /// The temporary alias of a setting.
    package func alias(memoryMB: Int, copy: Int) -> String {
        "\(Self.aliasPrefix)\(rawValue)-\(memoryMB)-\(copy)"
    }

    /// The description of a temporary version, which tells a person who finds it what to do.
    package func description(memoryMB: Int, copy: Int, before: Int) -> String {
        "lambda-tuner \(rawValue): temporary, \(memoryMB) MB, copy \(copy) ($LATEST had \(before) MB); "
            + "'lambda-tuner aws restore' removes it"
    }
}
