import Deflate
import Estimation
import Foundation
import Testing

struct DeflateTests {
    /// Source: Python's `zlib.compressobj(level, zlib.DEFLATED, -15)` at levels 9 and 0.
    private static let packed: [(base64: String, text: String)] = [
        ("S0wcBaNgFAx3AAA=", String(repeating: "a", count: 1_000)), ("AwA=", ""),
        ("AQYA+f9zdG9yZWQ=", "stored"),
    ]

    private func bytes(_ base64: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: base64)))
    }

    /// What the compressor makes of some bytes.
    private func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
        var deflater = try Deflater(level: 6)
        var room = [UInt8](repeating: 0, count: Deflater.mostBytes(for: bytes.count))
        let count = bytes.withUnsafeBytes { input in
            room.withUnsafeMutableBytes { deflater.compress(input, into: $0) }
        }
        return Array(room.prefix(try #require(count)))
    }

    @Test(arguments: packed)
    func `what another program packed comes out again`(base64: String, text: String) throws {
        let input = try bytes(base64)
        let output = try Inflater.bytes(of: input[...], limit: text.utf8.count)
        #expect(String(decoding: output, as: UTF8.self) == text)
    }

    @Test(arguments: packed)
    func `data that end early are refused wherever they are cut`(
        base64: String,
        text: String
    ) throws {
        let input = try bytes(base64)
        for end in input.indices {
            #expect(throws: DeflateFailure.malformed) {
                try Inflater.bytes(of: input[..<end], limit: 1_000)
            }
        }
    }

    @Test(arguments: [0, 1, 10, 65_536, 1_048_575])
    func `a bomb is stopped as soon as it is too large`(limit: Int) throws {
        let bomb = try compressed([UInt8](repeating: 0, count: 1_048_576))
        #expect(bomb.count < 2_000)
        #expect(throws: DeflateFailure.tooLarge) {
            try Inflater.bytes(of: bomb[...], limit: limit)
        }
        #expect(try Inflater.bytes(of: bomb[...], limit: 1_048_576).count == 1_048_576)
    }

    @Test(arguments: 0..<20)
    func `bytes that come from nowhere are refused or read, never more than allowed`(
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let count = Int(generator.next() % 200)
            let input = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            let output = try? Inflater.bytes(of: input[...], limit: 500)
            #expect((output?.count ?? 0) <= 500)
        }
    }

    @Test(arguments: [0, 1, 2, 100, 32_768, 65_537, 300_000])
    func `what goes through both comes back as it was`(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let text = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() & 15) }
        let packed = try compressed(text)
        #expect(try Inflater.bytes(of: packed[...], limit: count) == text)
        // Four bits in each byte: hardly more than half is left.
        #expect(count < 32_768 || packed.count < count * 6 / 10)
    }

    @Test func `a compressor and its opposite can be used again`() throws {
        var deflater = try Deflater(level: 1)
        var inflater = try Inflater(.raw)
        var (packed, again) = ([UInt8](repeating: 0, count: 64), [UInt8](repeating: 0, count: 64))
        for text in ["first", "second, and longer", "third"] {
            let size = Array(text.utf8).withUnsafeBytes { input in
                packed.withUnsafeMutableBytes { deflater.compress(input, into: $0) }
            }
            let count = try #require(size)
            inflater.restart()
            let step = packed.prefix(count).withUnsafeBytes { input in
                again.withUnsafeMutableBytes { inflater.decompress(input, into: $0) }
            }
            #expect(step.state == .ended && step.read == count)
            #expect(String(decoding: again.prefix(step.written), as: UTF8.self) == text)
        }
    }

    @Test func `room that is too small is told`() throws {
        var deflater = try Deflater(level: 6)
        var room: [UInt8] = [0, 0, 0]
        let count = Array("no room for this".utf8).withUnsafeBytes { input in
            room.withUnsafeMutableBytes { deflater.compress(input, into: $0) }
        }
        #expect(count == nil)
    }

    /// Source: the check value of CRC-32 in Williams, "A Painless Guide to CRC Error Detection
    /// Algorithms" (1993).
    @Test func `the checksum has the published check value, whole and in parts`() {
        let digits = Array("123456789".utf8)
        let whole = digits.withUnsafeBytes { Checksum(of: $0) }
        #expect(whole.value == 0xCBF4_3926)
        for cut in 0...digits.count {
            let first = digits[..<cut].withUnsafeBytes { Checksum(of: $0) }
            let second = digits[cut...].withUnsafeBytes { Checksum(of: $0) }
            #expect(first.followed(by: second, of: digits.count - cut) == whole)
        }
    }
}
