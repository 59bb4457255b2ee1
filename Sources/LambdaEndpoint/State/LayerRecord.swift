/// A version of a layer.
struct LayerRecord: Hashable, Sendable, Codable {
    let name: String
    let version: Int
    var description = ""
    var runtimes: [String] = []
    var architectures: [String] = []
    var licence = ""

    /// The digest of the zip, base64.
    let codeSha256: String

    /// Unit: bytes.
    let codeSize: Int

    /// ISO 8601, as the API writes it.
    let created: String
}

/// A layer with its versions.
struct LayerShelf: Hashable, Sendable, Codable {
    let name: String

    /// Oldest first.
    var versions: [LayerRecord] = []

    /// How many were ever published; numbers are not given twice.
    var published = 0
}
