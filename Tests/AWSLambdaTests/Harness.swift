import AWSLambda
import Foundation
import LambdaPlatform
import Measurement
import TestSupport

/// A client of the fake function, with no waiting and no chance.
struct Harness {
    let lambda = FakeLambda()
    let folder: TemporaryFolder
    let surroundings = Surroundings(
        now: { Date(timeIntervalSince1970: 1_795_500_000) },
        pause: { _ in try Task.checkCancellation() },
        jitter: { 0 }
    )

    /// Made up, and long enough to be looked for in everything that is written.
    static let accessKey = "AKIATESTTESTTESTTEST"
    static let secret = "5ecr3t-do-not-print-5ecr3t"
    static let token = "t0ken-do-not-print-t0ken"

    init() throws {
        folder = try TemporaryFolder()
    }

    func api(over transport: (any HTTPTransport)? = nil) throws -> LambdaAPI {
        LambdaAPI(
            function: try FunctionName(text: "resize"),
            caller: caller("lambda", over: transport)
        )
    }

    func caller(_ service: String, over transport: (any HTTPTransport)? = nil) -> ServiceCaller {
        ServiceCaller(
            service: service,
            settings: AWSSettings(region: "eu-central-1"),
            credentials: CredentialStore { () async throws(CredentialFailure) in
                AWSCredentials(
                    accessKeyID: Self.accessKey,
                    secretAccessKey: Self.secret,
                    sessionToken: Self.token,
                    origin: "the test"
                )
            },
            transport: transport ?? lambda.transport,
            surroundings: surroundings
        )
    }

    /// What is recorded of a run of the fake function that carries out a plan.
    static func record(of plan: Plan) -> RunRecord {
        RunRecord(
            toolVersion: "0",
            createdAt: 0,
            command: [],
            function: FunctionDescription(name: "resize", kind: "deployed"),
            plan: plan,
            platform: .standard,
            architecture: .x86_64,
            machine: nil,
            source: .aws,
            governor: nil
        )
    }

    var journalPath: String { folder.path + "/journal.jsonl" }

    /// Publishes the versions and stops there, like a run that is about to measure.
    func publish(
        _ settings: [Int],
        copies: Int = 1,
        journal: any ChangeJournal
    ) async throws -> [MemorySetting: [String]] {
        let api = try api()
        let inspection = try await Inspection(of: api)
        try inspection.checkPublishable()
        let versions = try TemporaryVersions(
            of: inspection,
            api: api,
            journal: journal,
            endpoint: nil,
            run: RunMark(rawValue: "0123abcd"),
            surroundings: surroundings
        )
        return try await versions.publish(
            settings.map { MemorySetting(clamping: $0) },
            copies: copies,
            report: { _ in }
        )
    }

    /// Restores from the journal on disk, as another process would.
    @discardableResult
    func restore() async throws -> [String] {
        let journal = try FileJournal.reopen(at: journalPath)
        guard
            let restorer = Restorer(
                lines: try journal.recorded(),
                api: try api(),
                surroundings: surroundings
            )
        else {
            try journal.finish()
            return []
        }
        let left: [String]
        do {
            left = try await restorer.restore()
        } catch {
            journal.close()
            throw error
        }
        try journal.finish()
        return left
    }
}

/// A journal whose nth line fails to be written, before or after it reaches the disk.
final class FailingJournal: ChangeJournal {
    private let inner: FileJournal
    private let step: Int
    private let isWritten: Bool
    private let count = Counter()

    init(_ inner: FileJournal, failingAt step: Int, afterWriting isWritten: Bool) {
        self.inner = inner
        self.step = step
        self.isWritten = isWritten
    }

    func append(_ line: JournalLine) throws(JournalFailure) {
        let isDue = count.next() == step
        if isDue && !isWritten { throw .unwritable(path: inner.path, reason: "killed") }
        try inner.append(line)
        if isDue { throw .unwritable(path: inner.path, reason: "killed") }
    }

    func recorded() throws(JournalFailure) -> [JournalLine] { try inner.recorded() }

    func finish() throws(JournalFailure) { try inner.finish() }

    func close() { inner.close() }
}
