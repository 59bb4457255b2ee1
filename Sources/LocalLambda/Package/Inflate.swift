/// Decompression of DEFLATE data, the method of zip files.
///
/// Our own, since no Swift library of the platform inflates on Linux and a function's zip is small.
///
/// - Source: RFC 1951.
struct Inflate {
    /// Why data cannot be decompressed.
    enum Refusal: Error, Hashable {
        /// The data are not DEFLATE data, or end too early.
        case malformed

        /// The data become larger than they claim.
        case tooLarge
    }

    private let input: ArraySlice<UInt8>
    private var position: Int
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private let limit: Int

    /// Decompresses everything, and stops as soon as more than `limit` bytes would come out.
    static func decompressed(
        _ input: ArraySlice<UInt8>,
        limit: Int
    ) throws(Refusal) -> [UInt8] {
        var inflate = Inflate(input: input, limit: limit)
        return try inflate.run()
    }

    private init(input: ArraySlice<UInt8>, limit: Int) {
        self.input = input
        self.position = input.startIndex
        self.limit = limit
        output.reserveCapacity(min(limit, 64 * 1_048_576))
    }

    private mutating func run() throws(Refusal) -> [UInt8] {
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try copyStored()
            case 1: try decode(.fixedLiterals, .fixedDistances)
            case 2:
                let (literals, distances) = try dynamicCodes()
                try decode(literals, distances)
            default: throw .malformed
            }
        }
        return output
    }

    private mutating func take(_ count: Int) throws(Refusal) -> Int {
        while bitCount < count {
            guard position < input.endIndex else { throw .malformed }
            bits |= UInt32(input[position]) << UInt32(bitCount)
            position += 1
            bitCount += 8
        }
        let value = bits & ((1 << UInt32(count)) - 1)
        bits >>= UInt32(count)
        bitCount -= count
        return Int(value)
    }

    private mutating func copyStored() throws(Refusal) {
        bits = 0
        bitCount = 0
        guard position + 4 <= input.endIndex else { throw .malformed }
        let length = Int(input[position]) | Int(input[position + 1]) << 8
        let check = Int(input[position + 2]) | Int(input[position + 3]) << 8
        position += 4
        guard length == check ^ 0xFFFF, position + length <= input.endIndex else {
            throw .malformed
        }
        guard output.count + length <= limit else { throw .tooLarge }
        output += input[position..<(position + length)]
        position += length
    }

    private mutating func symbol(_ code: HuffmanCode) throws(Refusal) -> Int {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            value |= try take(1)
            let count = code.counts[length]
            if value - count < first {
                // A code with too many symbols of one length leads out of the list.
                let place = index + value - first
                guard code.symbols.indices.contains(place) else { throw .malformed }
                return code.symbols[place]
            }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .malformed
    }

    private mutating func decode(
        _ literals: HuffmanCode,
        _ distances: HuffmanCode
    ) throws(Refusal) {
        while true {
            let symbol = try symbol(literals)
            if symbol == 256 { return }
            guard symbol > 256 else {
                guard output.count < limit else { throw .tooLarge }
                output.append(UInt8(symbol))
                continue
            }
            guard symbol - 257 < Self.lengths.count else { throw .malformed }
            let (base, extra) = Self.lengths[symbol - 257]
            let length = base + (try take(extra))
            let place = try self.symbol(distances)
            guard place < Self.distances.count else { throw .malformed }
            let (distanceBase, distanceExtra) = Self.distances[place]
            let distance = distanceBase + (try take(distanceExtra))
            guard distance <= output.count else { throw .malformed }
            guard output.count + length <= limit else { throw .tooLarge }
            // One by one: a match may run into what it writes.
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    private mutating func dynamicCodes() throws(Refusal) -> (HuffmanCode, HuffmanCode) {
        let literalCount = try take(5) + 257
        let distanceCount = try take(5) + 1
        let codeCount = try take(4) + 4
        var codeLengths = [Int](repeating: 0, count: 19)
        for index in 0..<codeCount { codeLengths[Self.order[index]] = try take(3) }
        let code = HuffmanCode(lengths: codeLengths)
        var lengths: [Int] = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try symbol(code)
            switch symbol {
            case 16:
                guard let last = lengths.last else { throw .malformed }
                lengths += Array(repeating: last, count: 3 + (try take(2)))
            case 17: lengths += Array(repeating: 0, count: 3 + (try take(3)))
            case 18: lengths += Array(repeating: 0, count: 11 + (try take(7)))
            default: lengths.append(symbol)
            }
        }
        guard lengths.count == literalCount + distanceCount else { throw .malformed }
        return (
            HuffmanCode(lengths: Array(lengths[..<literalCount])),
            HuffmanCode(lengths: Array(lengths[literalCount...]))
        )
    }
}

/// A canonical Huffman code: how many codes there are of each length, and their symbols in order.
struct HuffmanCode {
    let counts: [Int]
    let symbols: [Int]

    /// - Parameter lengths: the length of each symbol's code, 0 where it has none.
    init(lengths: [Int]) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths { counts[length] += 1 }
        counts[0] = 0
        self.counts = counts
        symbols = (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
    }

    /// RFC 1951, 3.2.6.
    static let fixedLiterals = HuffmanCode(
        lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
    )

    /// RFC 1951, 3.2.6.
    static let fixedDistances = HuffmanCode(lengths: Array(repeating: 5, count: 30))
}

extension Inflate {
    /// Base and extra bits of each length symbol: RFC 1951, 3.2.5.
    private static let lengths: [(Int, Int)] = [
        (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1),
        (17, 1), (19, 2), (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4),
        (83, 4), (99, 4), (115, 4), (131, 5), (163, 5), (195, 5), (227, 5), (258, 0),
    ]

    /// Base and extra bits of each distance symbol: RFC 1951, 3.2.5.
    private static let distances: [(Int, Int)] = (0..<30).map { index in
        let extra = max(0, index / 2 - 1)
        return (index < 4 ? index + 1 : (2 + index % 2) << extra + 1, extra)
    }

    /// The order in which the lengths of the code lengths come: RFC 1951, 3.2.7.
    private static let order = [
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
    ]
}
