/// The bytes that ask a terminal to put text on the clipboard.
///
/// - Source: xterm's "Control Sequences", Operating System Command 52.
package enum Clipboard {
    /// The request for a text.
    package static func request(_ text: String) -> [UInt8] {
        Array("\u{1B}]52;c;".utf8) + base64(Array(text.utf8)) + [0x07]
    }

    /// Bytes in base 64.
    ///
    /// - Source: RFC 4648, section 4.
    package static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(0) { $0 << 8 | Int($1) }
            bits <<= 8 * (3 - group.count)
            for position in 0..<4 {
                let index = bits >> (18 - 6 * position) & 63
                result.append(position <= group.count ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return result
    }
}
