import Crypto

/// A SHA-256 digest as four words, so that arrays of digests need no reference counting.
struct Digest: BitwiseCopyable, Hashable, Sendable {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    static func == (left: Digest, right: Digest) -> Bool {
        left.words == right.words
    }

    func hash(into hasher: inout Hasher) {
        withUnsafeBytes(of: words) { hasher.combine(bytes: $0) }
    }

    /// The digest in lower-case hexadecimal.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return withUnsafeBytes(of: words) { bytes in
            String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        }
    }
}

/// Leaves and nodes of a Merkle tree.
///
/// - Source: RFC 6962, "Certificate Transparency", §2.1.
enum MerkleTree {
    /// The hash of a leaf whose data already has the zero byte in front.
    static func leaf(prefixed data: UnsafeRawBufferPointer) -> Digest {
        var hash = SHA256()
        hash.update(bufferPointer: data)
        return digest(hash.finalize())
    }

    /// The hash of two children.
    static func node(_ left: Digest, _ right: Digest) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { data in
            data[0] = 1
            withUnsafeBytes(of: left.words) { data.baseAddress?.advanced(by: 1).copy($0) }
            withUnsafeBytes(of: right.words) { data.baseAddress?.advanced(by: 33).copy($0) }
            var hash = SHA256()
            hash.update(bufferPointer: UnsafeRawBufferPointer(data))
            return digest(hash.finalize())
        }
    }

    /// The number of leaves on the left: the largest power of two below the count.
    static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// The root over the hashes of equally large complete subtrees, the last of which may be smaller.
    static func fold(_ roots: UnsafeMutableBufferPointer<Digest>, count: Int) -> Digest {
        if count == 1 { return roots[0] }
        let left = split(count)
        let rest = UnsafeMutableBufferPointer(rebasing: roots[left..<count])
        return node(fold(roots, count: left), fold(rest, count: count - left))
    }

    /// Whether the library hashes "abc" as FIPS 180-4 does.
    static var isTrueToStandard: Bool {
        let abc: [UInt8] = [0x61, 0x62, 0x63]
        return abc.withUnsafeBytes { leaf(prefixed: $0) }.hexadecimal
            == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    }

    private static func digest(_ value: SHA256.Digest) -> Digest {
        value.withUnsafeBytes { Digest(words: $0.loadUnaligned(as: type(of: Digest().words))) }
    }
}

extension UnsafeMutableRawPointer {
    fileprivate func copy(_ bytes: UnsafeRawBufferPointer) {
        if let source = bytes.baseAddress { copyMemory(from: source, byteCount: bytes.count) }
    }
}
