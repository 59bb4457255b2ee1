import Foundation
import TestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The program itself, serving on a free port.
struct ServingProgram {
    /// Where it serves.
    let endpoint: String

    private let process: Process

    /// Starts it, and waits until it says where it serves.
    init(state: String) throws {
        struct Announcement: Decodable { let endpoint: String }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: TestMachine.tuner)
        process.arguments = ["serve", "--port", "0", "--state", state, "--format", "json"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        let line = output.fileHandleForReading.availableData
        endpoint = try JSONDecoder().decode(Announcement.self, from: line).endpoint
    }

    /// How it ended.
    var exitStatus: Int32 { process.terminationStatus }

    /// What bears its process id.
    var remains: Remains {
        let owner = "\(process.processIdentifier)-"
        return Remains.now { $0.hasPrefix(owner) }
    }

    /// Whether nothing of it is left, or will be in ten seconds: what another endpoint is removing at
    /// this moment goes when the kernel lets it.
    func isGone() async throws -> Bool {
        for _ in 0..<200 {
            if remains.names == [] && processes == [] { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    /// The processes of functions that `held.py` made there, and that are still there.
    var processes: [String] {
        let files = FileManager.default
        let all = (try? files.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.filter { name in
            guard Int32(name) != nil,
                let bytes = files.contents(atPath: "/proc/\(name)/environ")
            else { return false }
            return String(decoding: bytes, as: UTF8.self).contains("ENDPOINT=\(endpoint)\0")
        }
    }

    /// Asks it to end, as Ctrl-C does, and waits until it has.
    func interrupt() {
        process.interrupt()
        process.waitUntilExit()
    }

    /// Ends it at once.
    func kill() {
        #if canImport(Glibc)
            Glibc.kill(process.processIdentifier, SIGKILL)
        #elseif canImport(Musl)
            Musl.kill(process.processIdentifier, SIGKILL)
        #elseif canImport(Darwin)
            Darwin.kill(process.processIdentifier, SIGKILL)
        #endif
        process.waitUntilExit()
    }
}
