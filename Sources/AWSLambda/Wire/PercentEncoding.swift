/// Percent-encoding as Signature Version 4 wants it.
///
/// - Source: AWS IAM User Guide, "Create a signed AWS API request", function UriEncode.
package enum PercentEncoding {
    /// Encodes every byte but letters, digits and `-._~`.
    package static func component(_ text: String) -> String {
        encode(text, keeping: unreserved)
    }

    /// Encodes like ``component(_:)`` but leaves slashes alone.
    package static func path(_ text: String) -> String {
        encode(text, keeping: unreserved.union([0x2F]))
    }

    private static let unreserved = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8
    )

    private static func encode(_ text: String, keeping kept: Set<UInt8>) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if kept.contains(byte) {
                encoded.append(byte)
            } else {
                encoded += [0x25] + hexadecimal(byte)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
