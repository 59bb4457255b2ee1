import Foundation

/// The code in CreateFunction, UpdateFunctionCode and PublishLayerVersion.
struct CodeParameter: Decodable {
    /// Base64 on the wire.
    var zipFile: Data?

    var s3Bucket: String?
    var imageUri: String?
}
