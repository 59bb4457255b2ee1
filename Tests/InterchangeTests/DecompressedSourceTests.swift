import Foundation
import TestSupport
import Testing

@testable import Interchange

struct DecompressedSourceTests {
    /// Source: Python's `gzip.compress(text, mtime=0)`.
    private static let hello = "H4sIAAAAAAACA8tIzcnJV8hAkFwAO3yK3xIAAAA="
    private static let second = "H4sIAAAAAAACAytOTc7PS+ECAH7ADwYHAAAA"

    private func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

    /// Everything that comes out, a few bytes at a time, and whether it was said to be damaged.
    private func read(
        _ bytes: [UInt8],
        room: Int = 7
    ) throws(ImportFailure) -> (text: String, isDamaged: Bool) {
        let source = DecompressedSource(Trickle(rest: bytes[...]))
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: room)
        while true {
            let count = try buffer.withUnsafeMutableBufferPointer { buffer throws(ImportFailure) in
                try source.read(into: buffer)
            }
            if count == 0 { break }
            output += buffer.prefix(count)
        }
        return (String(decoding: output, as: UTF8.self), source.isDamaged)
    }

    @Test(arguments: [1, 7, 1_000])
    func `gzip files one after another are read as one`(room: Int) throws {
        let result = try read(bytes(Self.hello) + bytes(Self.second), room: room)
        #expect(result.text == "hello hello hello\nsecond\n")
        #expect(!result.isDamaged)
    }

    @Test func `zeros at the end are passed over, anything else is told`() throws {
        let zeros = try read(bytes(Self.hello) + [0, 0, 0, 0])
        #expect(zeros.text == "hello hello hello\n" && !zeros.isDamaged)
        let rest = try read(bytes(Self.hello) + Array("rest".utf8))
        #expect(rest.text == "hello hello hello\n" && rest.isDamaged)
    }

    @Test func `wherever gzip data are cut, what came before is kept and the damage told`() throws {
        let whole = bytes(Self.second)
        for end in 2..<whole.count {
            let result = try read(bytes(Self.hello) + whole[..<end])
            #expect("hello hello hello\nsecond\n".hasPrefix(result.text))
            #expect(result.text.hasPrefix("hello hello hello\n"))
            #expect(result.isDamaged)
        }
    }

    @Test func `a checksum that does not fit is told`() throws {
        var changed = bytes(Self.second)
        changed[changed.count - 6] ^= 1
        #expect(try read(changed).isDamaged)
    }

    @Test(arguments: ["", "a", "\u{1F}", "no gzip data at all\n"])
    func `other bytes pass as they are`(text: String) throws {
        let result = try read(Array(text.utf8))
        #expect(result.text == text && !result.isDamaged)
    }

    @Test func `a file that is damaged from the start is named`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("cut.gz", Array(bytes(Self.hello).prefix(10)))
        #expect(throws: ImportFailure.damaged(name: "cut.gz")) {
            try ImportedInput.file(path: path).read(ImportOptions())
        }
    }
}

/// Bytes that arrive one by one, as slow pipes give them.
private struct Trickle: ByteSource {
    var rest: ArraySlice<UInt8>

    mutating func read(
        into buffer: UnsafeMutableBufferPointer<UInt8>
    ) throws(ImportFailure) -> Int {
        guard let first = rest.popFirst() else { return 0 }
        buffer[0] = first
        return 1
    }
}
