import Foundation
import TestSupport
import Testing

@testable import LocalLambda

/// Archives made on the spot by another program: the zipfile module of Python.
enum Archives {
    /// The zip that a few lines of Python make.
    static func bytes(_ script: String) -> [UInt8] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: TestMachine.python)
        process.arguments = [
            "-c",
            """
            import io, os, sys, zipfile
            out = io.BytesIO()
            z = zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED)
            def add(name, data, mode=0o100644):
                info = zipfile.ZipInfo(name)
                info.external_attr = mode << 16
                info.compress_type = zipfile.ZIP_DEFLATED
                z.writestr(info, data)
            \(script)
            z.close()
            sys.stdout.buffer.write(out.getvalue())
            """,
        ]
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return [] }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }
}

@Suite(.enabled(if: !TestMachine.python.isEmpty, "needs python3, whose zipfile makes the archives"))
struct ZipTests {
    @Test(arguments: [
        ("b'hello'", 5), ("b''", 0), ("b'ab' * 100000", 200_000),
        ("bytes(i * i * 7 % 256 for i in range(70000))", 70_000),
    ])
    func `what Python's zipfile packs comes out again`(data: String, size: Int) throws {
        let archive = try ZipArchive(Archives.bytes("add('a/b.txt', \(data), 0o100755)"))
        let entry = try #require(archive.entries.first)
        let content = try archive.content(of: entry)
        #expect(entry.path == "a/b.txt" && entry.permissions == 0o755)
        #expect(content.count == size)
    }

    @Test(arguments: [
        "add('../evil', b'x')", "add('a/../../evil', b'x')", "add('/etc/evil', b'x')",
        "add('link', b'/etc/passwd', 0o120777)", "add('a\\\\\\\\..\\\\\\\\b', b'x')",
    ])
    func `paths that lead out and links are refused`(script: String) {
        let bytes = Archives.bytes(script)
        #expect(!bytes.isEmpty)
        #expect {
            try ZipArchive(bytes)
        } throws: { error in
            if case .unsafeZip = error as? PackageFailure { true } else { false }
        }
    }

    @Test func `bytes of every value come out in their order`() throws {
        let script = "add('x', bytes(i * i * 7 % 256 for i in range(70000)))"
        let archive = try ZipArchive(Archives.bytes(script))
        let entry = try #require(archive.entries.first)
        let expected: [UInt8] = (0..<70_000).map { (i: Int) -> UInt8 in UInt8(i * i * 7 % 256) }
        let content = try archive.content(of: entry)
        #expect(content == expected)
    }

    @Test func `a bomb is refused before it is unpacked`() {
        let bytes = Archives.bytes("add('bomb', bytes(300 << 20))")
        #expect(bytes.count < 1_000_000)
        #expect(throws: PackageFailure.tooLarge(megabytes: 300)) { try ZipArchive(bytes) }
    }

    @Test(arguments: [("bytes(3 << 20)", 3), ("bytes(300 << 20)", 300)])
    func `the list of files tells the size, however large`(data: String, megabytes: Int) throws {
        let folder = try TemporaryFolder()
        let script = "add('a', \(data))"
        let path = try folder.write("code.zip", Archives.bytes(script))
        #expect(try FunctionPackage.unpackedBytes(ofZip: path) == megabytes << 20)
    }

    @Test func `a bomb that lies about its size is stopped at what it says`() throws {
        var bytes = Archives.bytes("add('bomb', bytes(1 << 20))")
        // The size in the central directory, of which there is one entry with a name of four.
        let end = bytes.count - 22
        let sizeField = end - 46 - 4 + 24
        bytes.replaceSubrange(sizeField..<(sizeField + 4), with: [10, 0, 0, 0])
        let archive = try ZipArchive(bytes)
        let entry = try #require(archive.entries.first)
        #expect(entry.size == 10)
        #expect(throws: PackageFailure.self) { try archive.content(of: entry) }
    }

    @Test func `every broken zip is refused and none is a crash`() {
        let good = Archives.bytes("add('a.txt', b'hello world, hello world' * 20)")
        for cut in 0..<good.count {
            _ = try? ZipArchive(Array(good[..<cut])).entries
            var changed = good
            changed[cut] ^= UInt8(truncatingIfNeeded: cut * 37 | 1)
            guard let archive = try? ZipArchive(changed) else { continue }
            for entry in archive.entries { _ = try? archive.content(of: entry) }
        }
        #expect(throws: PackageFailure.self) { try ZipArchive([]) }
    }
}
