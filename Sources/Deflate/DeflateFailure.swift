/// Why data could not be compressed or decompressed.
package enum DeflateFailure: Error, Hashable, CustomStringConvertible {
    /// The data are not of the format, are damaged, or end too early.
    case malformed

    /// The data become larger than they may.
    case tooLarge

    /// There is no memory to work in.
    case outOfMemory

    package var description: String {
        switch self {
        case .malformed: "The compressed data are damaged or end too early: get them again."
        case .tooLarge: "The compressed data become larger than they say: do not trust them."
        case .outOfMemory: "There is no memory left to work on compressed data: free some."
        }
    }
}

/// What surrounds DEFLATE data.
///
/// - Source: RFC 1951 for the data, RFC 1952 for gzip.
package enum DeflateFormat: Sendable {
    /// Nothing, as in zip files.
    case raw

    /// The header and the checksum of gzip, which are checked.
    case gzip

    /// The code by which zlib knows the format, with its largest window of 32 KiB.
    ///
    /// - Source: zlib.h, `inflateInit2`: negative for raw data, 16 more for gzip.
    var windowBits: Int32 {
        switch self {
        case .raw: -15
        case .gzip: 15 + 16
        }
    }
}
