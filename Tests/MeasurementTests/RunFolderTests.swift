import Foundation
import LambdaPlatform
import Measurement
import TestSupport
import Testing

struct RunFolderTests {
    private func record() -> RunRecord {
        RunRecord(
            toolVersion: "0",
            createdAt: 0,
            command: ["lambda-tuner"],
            function: FunctionDescription(name: "prime-sieve", kind: "workload"),
            plan: Plan(memory: [.smallest], strategies: [.single]),
            platform: .standard,
            architecture: .x86_64,
            machine: nil,
            source: .local,
            governor: .model
        )
    }

    private func sample(_ sequence: Int) -> Invocation {
        Invocation(
            memoryMB: .smallest,
            strategy: .single,
            durationMS: 1.5,
            billedDurationMS: 2,
            source: .local,
            sequence: sequence
        )
    }

    /// Runs a body with a folder that is removed afterwards.
    private func withFolder(_ body: (RunFolder) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try withExtendedLifetime(folder) {
            try body(RunFolder(url: URL(filePath: folder.path(of: "run"))))
        }
    }

    @Test func `a run reads back as it was written`() throws {
        try withFolder { folder in
            try folder.create(record())
            let log = try SampleLog(appendingTo: folder)
            try log.append(sample(0))
            try log.append(sample(1))
            let run = try folder.read()
            #expect(run.record == record())
            #expect(run.invocations == [sample(0), sample(1)])
        }
    }

    @Test func `a line cut off by a crash costs only itself`() throws {
        try withFolder { folder in
            try folder.create(record())
            try SampleLog(appendingTo: folder).append(sample(0))
            let cut = try FileHandle(forWritingTo: folder.samplesURL)
            try cut.seekToEnd()
            try cut.write(contentsOf: Data(#"{"memoryMB":128,"durat"#.utf8))
            try cut.close()
            try SampleLog(appendingTo: folder).append(sample(1))
            let run = try folder.read()
            #expect(run.invocations == [sample(0), sample(1)])
            #expect(run.record.cautions.map(\.code) == ["unreadable-samples"])
        }
    }

    @Test func `an existing run is never overwritten`() throws {
        try withFolder { folder in
            try folder.create(record())
            #expect(throws: RunFolder.Failure.exists(path: folder.url.path)) {
                try folder.create(record())
            }
        }
    }

    @Test func `a missing, broken or newer run is refused with a sentence`() throws {
        try withFolder { folder in
            #expect(throws: RunFolder.Failure.missing(path: folder.url.path)) { try folder.read() }
            try folder.create(record())
            try Data("{".utf8).write(to: folder.recordURL)
            #expect(throws: RunFolder.Failure.self) { try folder.read() }
            try Data(#"{"schemaVersion":99}"#.utf8).write(to: folder.recordURL)
            #expect(throws: RunFolder.Failure.newerVersion(path: folder.url.path, version: 99)) {
                try folder.read()
            }
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
    func `a full disk is a sentence and not a crash`() throws {
        try withFolder { folder in
            try folder.create(record())
            try FileManager.default.createSymbolicLink(
                atPath: folder.samplesURL.path,
                withDestinationPath: "/dev/full"
            )
            #expect(throws: RunFolder.Failure.self) {
                try SampleLog(appendingTo: folder).append(sample(0))
            }
        }
    }
}
