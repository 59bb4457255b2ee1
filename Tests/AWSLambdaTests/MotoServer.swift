import Foundation
import TestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Moto's server as a child process, where it is installed.
final class MotoServer: Sendable {
    /// Whether the server and boto3 are installed.
    static var isAvailable: Bool {
        InstalledProgram.named("moto_server") != nil && InstalledProgram.named("python3") != nil
    }

    let endpoint: String
    private let process: Process
    private let log: FileHandle

    /// Starts it on a free port and waits until it says that it listens.
    init() throws {
        let reserved = try LoopbackServer { _ in .cut }
        let port = reserved.port
        reserved.stop()
        endpoint = "http://127.0.0.1:\(port)"
        process = Process()
        process.executableURL = InstalledProgram.named("moto_server")
        process.arguments = ["-H", "127.0.0.1", "-p", "\(port)"]
        let output = Pipe()
        process.standardError = output
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("Running on") {
            let bytes = output.fileHandleForReading.availableData
            guard !bytes.isEmpty else { throw POSIXError(.ECONNREFUSED) }
            text += String(decoding: bytes, as: UTF8.self)
        }
        log = output.fileHandleForReading
    }

    /// Waits until it has logged this many more requests that change something.
    func waitForChanges(_ count: Int) throws {
        var text = ""
        while text.matches(of: /"(PUT|POST|DELETE) \//).count < count {
            // A program that changes nothing more must fail the test, not stop it.
            var readiness = pollfd(fd: log.fileDescriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&readiness, 1, 20_000) == 1 else { throw POSIXError(.ETIMEDOUT) }
            let bytes = log.availableData
            guard !bytes.isEmpty else { throw POSIXError(.ECONNRESET) }
            text += String(decoding: bytes, as: UTF8.self)
        }
    }

    func stop() {
        // Not asked but ended: a child of the test runner may have inherited a blocked SIGTERM.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Runs a command of Fixtures/moto_function.py and returns what it prints.
    func boto3(_ command: String) throws -> String {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/moto_function.py")
        let child = Process()
        child.executableURL = InstalledProgram.named("python3")
        child.arguments = [script.path, endpoint, command]
        let output = Pipe()
        child.standardOutput = output
        try child.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        child.waitUntilExit()
        guard child.terminationStatus == 0 else { throw POSIXError(.EIO) }
        return String(decoding: text, as: UTF8.self)
    }
}
