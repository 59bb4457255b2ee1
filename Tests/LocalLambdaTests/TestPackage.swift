import Foundation
import LambdaPlatform
import Measurement

@testable import LocalLambda

/// Functions written on the spot and run as packages.
enum TestPackage {
    /// A folder of files, by their paths in it; a `bootstrap` is executable.
    static func folder(_ files: [String: String]) throws -> URL {
        let folder = URL(filePath: "/var/tmp/package-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
            let mode = file.lastPathComponent == "bootstrap" ? 0o755 : 0o644
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: file.path
            )
        }
        return folder
    }

    /// What a package answers to events, one after another at one memory setting.
    static func answers(
        of path: String,
        handler: String? = nil,
        layers: [String] = [],
        to events: [String],
        memoryMB: Int = 1_792,
        adjusting adjust: (inout LocalConfiguration) -> Void = { _ in }
    ) async throws -> [HostedEnvironment.Answer] {
        let package = try FunctionPackage.open(path: path, handler: handler, layers: layers)
        defer { package.close() }
        // The payload's name is the number of the event.
        var configuration = LocalConfiguration(
            function: package.function,
            event: { request in Array(events[Int(request.payload ?? "") ?? 0].utf8) },
            launcher: [TestMachine.tuner, Launcher.verb],
            timeoutS: 30
        )
        adjust(&configuration)
        let source = try await LocalSource.open(configuration)
        do {
            var answers: [HostedEnvironment.Answer] = []
            for index in events.indices {
                let request = InvocationRequest(
                    memory: MemorySetting(clamping: memoryMB),
                    strategy: .single,
                    payload: String(index)
                )
                answers.append(try await source.answer(to: request))
            }
            await source.close()
            return answers
        } catch {
            await source.close()
            throw error
        }
    }

    /// What a Python function answers to events; `body` is the inside of its handler.
    static func python(
        _ body: String,
        layers: [String] = [],
        to events: [String] = ["{}"],
        memoryMB: Int = 1_792,
        adjusting adjust: (inout LocalConfiguration) -> Void = { _ in }
    ) async throws -> [HostedEnvironment.Answer] {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let handler = lines.map { "    \($0)" }.joined(separator: "\n")
        let folder = try folder([
            "lambda_function.py": """
            import json, os, sys, time
            def lambda_handler(event, context):
            \(handler)
            """
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await answers(
            of: folder.path,
            layers: layers,
            to: events,
            memoryMB: memoryMB,
            adjusting: adjust
        )
    }
}

extension HostedEnvironment.Answer {
    /// The answer as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// What was written, as lines.
    var logLines: [String] {
        String(decoding: log, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
