import Foundation
import Interchange
import Measurement

/// Runs a body with the path of a file that holds the bytes, and removes the file.
func withFile(
    _ bytes: [UInt8],
    name: String = "log",
    _ body: (String) throws -> Void
) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    try body(file.path)
}

/// Reads a text as if it were a file.
func imported(
    _ text: String,
    name: String? = "f",
    keep: Int = 10_000
) throws -> ImportResult {
    try ImportedInput.text(text).read(ImportOptions(name: name, keep: keep))
}

/// The invocations of the only function in a text.
func invocations(_ text: String) throws -> [Invocation] {
    try imported(text).functions.flatMap(\.invocations)
}
