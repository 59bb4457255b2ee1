import Foundation
import Measurement
import Testing

@testable import LocalLambda

/// The worked example of `Workloads/ContextReuse`, as a reader would run it.
@Suite(.enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner"))
struct ContextReuseTests {
    private static let example = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Workloads/ContextReuse")

    @Test func `connecting outside the handler spares every later invocation the login`()
        async throws
    {
        let server = Process()
        let output = Pipe()
        server.executableURL = URL(filePath: TestMachine.python)
        server.arguments = [Self.example.appending(path: "server.py").path, "0"]
        server.standardOutput = output
        try server.run()
        defer {
            // A child of a test's thread is deaf to every signal that can be blocked.
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
        }
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let event = #"{"port": \#(port), "key": "answer"}"#
        let inside = try await answers("inside", to: event)
        let outside = try await answers("outside", to: event)
        #expect((inside + outside).allSatisfy { $0.text == #""42""# })
        // A login is 4,096 rounds of a hash on either side, which a look-up is not.
        let logins = inside.dropFirst().map(\.invocation.durationMS).min() ?? 0
        let lookUps = outside.dropFirst().map(\.invocation.durationMS).min() ?? 0
        #expect(lookUps < logins)
    }

    private func answers(
        _ name: String,
        to event: String
    ) async throws -> [HostedEnvironment.Answer] {
        try await TestPackage.answers(
            of: Self.example.appending(path: name).path,
            layers: [Self.example.appending(path: "layer").path],
            to: Array(repeating: event, count: 4)
        )
    }
}
