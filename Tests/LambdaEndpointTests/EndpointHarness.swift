import Foundation
import LocalLambda
import Synchronization
import TestSupport

@testable import LambdaEndpoint

/// What the tests need from the machine.
enum TestMachine {
    /// The built program, beside the test bundle.
    static let tuner = BuiltProgram("lambda-tuner")?.path ?? ""

    static let hasBoto3 = canImport("boto3")
    static let hasCLI = canImport("awscli")

    private static func canImport(_ module: String) -> Bool {
        guard !tuner.isEmpty else { return false }
        let child = Process()
        child.executableURL = InstalledProgram.named("python3")
        child.arguments = ["-c", "import \(module)"]
        child.standardError = FileHandle.nullDevice
        guard child.executableURL != nil, (try? child.run()) != nil else { return false }
        child.waitUntilExit()
        return child.terminationStatus == 0
    }
}

/// A clock on which long pauses are over at once, and short ones take what they take.
///
/// Where it has a signal, a path, long pauses last until there is something.
final class ImpatientClock: Clock {
    typealias Duration = Swift.Duration

    private let asked = Mutex<[Duration]>([])
    private let inner = ContinuousClock()
    private let signal: String?

    init(until signal: String? = nil) {
        self.signal = signal
    }

    /// The pauses that were asked for.
    var pauses: [Duration] { asked.withLock { $0 } }
    var now: ContinuousClock.Instant { inner.now }
    var minimumResolution: Duration { inner.minimumResolution }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        let pause = deadline - now
        let rounded = Duration.seconds((pause / .seconds(1)).rounded())
        asked.withLock { $0.append(rounded) }
        guard rounded >= .seconds(60) else {
            return try await inner.sleep(until: deadline, tolerance: tolerance)
        }
        while let signal, !FileManager.default.fileExists(atPath: signal) {
            try await inner.sleep(for: .milliseconds(20))
        }
    }
}

/// A clock on which no pause is ever over.
struct StandingClock: Clock {
    typealias Duration = Swift.Duration

    private let inner = ContinuousClock()

    var now: ContinuousClock.Instant { inner.now }
    var minimumResolution: Duration { inner.minimumResolution }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try await inner.sleep(for: .seconds(86_400))
    }
}

/// An endpoint on a free port with an empty state.
enum EndpointHarness {
    static func configuration(
        _ folder: TemporaryFolder,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) -> EndpointConfiguration {
        EndpointConfiguration(
            stateFolder: folder.path + "/state",
            launcher: [TestMachine.tuner, Launcher.verb],
            clock: clock,
            now: now,
            note: note
        )
    }

    /// Runs a script of Fixtures against an endpoint, and gives the JSON that it prints.
    static func run(
        _ script: String,
        _ arguments: [String] = [],
        configuration: EndpointConfiguration
    ) async throws -> [String: Any] {
        let text = try await FunctionService.whileServing(configuration) { address in
            try await python(script, [address] + arguments)
        }
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    /// What a script of Fixtures prints.
    static func python(_ script: String, _ arguments: [String]) async throws -> String {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/\(script)").path
        let child = Process()
        child.executableURL = InstalledProgram.named("python3")
        child.arguments = [path] + arguments
        let output = Pipe()
        child.standardOutput = output
        try child.run()
        // Read on a thread of its own: the endpoint needs the others meanwhile.
        let text = await withCheckedContinuation { continuation in
            Thread {
                let bytes = output.fileHandleForReading.readDataToEndOfFile()
                child.waitUntilExit()
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }.start()
        }
        guard child.terminationStatus == 0 else { throw POSIXError(.EIO) }
        return text
    }
}
