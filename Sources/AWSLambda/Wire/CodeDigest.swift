import Crypto
import Foundation

/// The digest by which Lambda tells deployment packages apart.
package enum CodeDigest {
    /// SHA-256 in base64, as in `CodeSha256`.
    package static func sha256(of bytes: [UInt8]) -> String {
        Data(SHA256.hash(data: bytes)).base64EncodedString()
    }
}
