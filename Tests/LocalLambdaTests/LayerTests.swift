import Foundation
import Testing

@testable import LocalLambda

@Suite(.enabled(if: !TestMachine.python.isEmpty, "needs python3, whose zipfile makes the archives"))
struct LayerTests {
    /// What a folder holds, by path; links by where they point.
    private func content(of folder: String) -> [String: String] {
        var found: [String: String] = [:]
        for name in FileSystem.names(in: folder) {
            let path = "\(folder)/\(name)"
            if FileSystem.isLink(path) {
                found[name] = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
            } else if FileSystem.isFolder(path) {
                for (inner, text) in content(of: path) { found["\(name)/\(inner)"] = text }
            } else {
                found[name] = try? String(contentsOfFile: path, encoding: .utf8)
            }
        }
        return found
    }

    @Test func `layers lie over one another, whatever stands in the way`() throws {
        let first = try TestPackage.folder(["a": "1", "d/x": "1", "d/y": "1", "f/z": "1"])
        let second = try TestPackage.folder(["d/x": "2", "f": "2"])
        try FileManager.default.createSymbolicLink(
            atPath: second.path + "/a",
            withDestinationPath: "d/x"
        )
        let zip = first.path + ".zip"
        try Data(Archives.bytes("add('d/y', b'3'); add('bin/t', b'3', 0o100755)"))
            .write(to: URL(filePath: zip))
        let merged = first.path + "-merged"
        defer {
            for path in [first.path, second.path, zip, merged] { FileTree.remove(path) }
        }
        let cautions = try LayerStack([first.path, second.path, zip]).merge(into: merged)
        #expect(cautions.isEmpty)
        #expect(
            content(of: merged) == [
                "a": "d/x", "d/x": "2", "d/y": "3", "f": "2", "bin/t": "3",
            ]
        )
        #expect(FileSystem.isExecutable(merged + "/bin/t"))
        // The layers themselves are as they were.
        #expect(content(of: first.path)["d/x"] == "1")
    }

    @Test func `six layers are too many, and code and layers count together`() throws {
        #expect(throws: PackageFailure.tooManyLayers(6)) {
            try LayerStack(Array(repeating: "/", count: 6))
        }
        let code = try TestPackage.folder(["lambda_function.py": ""])
        let layer = try TestPackage.folder(["data": ""])
        defer { for folder in [code, layer] { FileTree.remove(folder.path) } }
        // Files with holes: 130 and 121 MB take no room.
        truncate(code.path + "/big", megabytes: 130)
        truncate(layer.path + "/data", megabytes: 121)
        #expect(throws: PackageFailure.tooLarge(megabytes: 251)) {
            try FunctionPackage.open(path: code.path, layers: [layer.path])
        }
        let package = try FunctionPackage.open(path: code.path)
        package.close()
    }

    private func truncate(_ path: String, megabytes: Int) {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = FileHandle(forWritingAtPath: path)
        try? file?.truncate(atOffset: UInt64(megabytes) * 1_048_576)
        try? file?.close()
    }
}
