import LambdaPlatform

/// What a version of a function is made of: code and configuration.
struct FunctionSettings: Hashable, Sendable, Codable {
    var description = ""
    var handler: String?
    var runtime: String?
    var role: String
    var memorySize = 128

    /// Unit: seconds.
    var timeout = 3

    var variables: [String: String] = [:]

    /// The layers' versions, in their order.
    var layers: [LayerUse] = []

    var architectures: [String]

    /// The size of the temporary folder.
    ///
    /// - Unit: MB.
    var ephemeralStorage = 512

    /// `PassThrough` or `Active`.
    var tracingMode = "PassThrough"

    /// `Text` or `JSON`.
    var logFormat = "Text"

    /// The ARN of a queue or topic for events that were given up.
    var deadLetterTarget: String?

    /// The digest of the zip, base64, as the API gives it.
    var codeSha256 = ""

    /// Unit: bytes.
    var codeSize = 0

    /// The memory setting, which the API's own checks keep within limits.
    var memory: MemorySetting { MemorySetting(clamping: memorySize) }
}

/// A layer's version that a function uses; it outlives the layer.
struct LayerUse: Hashable, Sendable, Codable {
    let arn: String

    /// The digest of the zip, base64.
    let codeSha256: String

    /// Unit: bytes.
    let codeSize: Int
}

/// A version of a function, or `$LATEST`.
struct VersionRecord: Hashable, Sendable, Codable {
    /// `$LATEST` or a number.
    var version: String

    var settings: FunctionSettings

    /// Changes with every change.
    var revisionID: String

    /// ISO 8601, as the API writes it.
    var lastModified: String
}

extension VersionRecord {
    /// The version that can still be changed.
    static let latest = "$LATEST"
}

/// An alias of a function.
struct AliasRecord: Hashable, Sendable, Codable {
    var name: String
    var functionVersion: String
    var description = ""

    /// Shares, 0…1, of other versions; at most one.
    var weights: [String: Double] = [:]

    /// Changes with every change.
    var revisionID: String
}
