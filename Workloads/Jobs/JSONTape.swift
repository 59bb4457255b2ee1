/// A JSON document as a tape of tokens, kept in buffers that are used again for the next document.
///
/// - Shape: one word for each token, its kind in the top byte. A string is an offset and a length of
///   28 bits each into the unescaped bytes; a number is a mantissa of 52 bits, its sign, and three bits
///   for the number of decimals. Containers are nested 64 deep at most. Exponents are refused.
/// - Source: the tape of Langdale and Lemire, "Parsing Gigabytes of JSON per Second", VLDB Journal
///   28 (2019); grammar of RFC 8259.
struct JSONTape: Sendable {
    /// What a token is.
    enum Kind: UInt64 {
        case objectStart = 1
        case objectEnd
        case arrayStart
        case arrayEnd
        case string
        case number
        case literalTrue
        case literalFalse
        case literalNull
    }

    let tokens: SharedArray<UInt64>
    let strings: SharedArray<UInt8>

    /// Makes room for documents of up to so many bytes.
    init(capacity: Int) {
        tokens = SharedArray(unsetCount: capacity)
        strings = SharedArray(unsetCount: capacity)
    }

    /// Reads a document no longer than the capacity.
    ///
    /// - Returns: The number of tokens, or nil where the text is not such a document.
    func decode(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        guard count <= tokens.count, count < 1 << 28 else { return nil }
        var decoder = JSONDecoding(text: text, count: count, tape: self)
        return decoder.run()
    }

    /// Writes the first tokens as JSON without white space; no longer than the text they came from,
    /// unless that held control characters that were escaped shorter.
    ///
    /// - Returns: The number of bytes.
    func encode(_ count: Int, into output: UnsafeMutablePointer<UInt8>) -> Int {
        var encoder = JSONEncoding(output: output)
        for index in 0..<count {
            encoder.write(tokens.base[index], strings.base)
        }
        return encoder.length
    }
}
