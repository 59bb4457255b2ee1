import AWSLambda
import Foundation
import Testing

/// The journal of a run is taken up by one at a time, survives being cut short, and tells no secret.
struct JournalTests {
    @Test func `a run refuses to start over an unfinished journal`() async throws {
        let harness = try Harness()
        try FileJournal.begin(at: harness.journalPath).close()
        #expect(throws: JournalFailure.unfinished(path: harness.journalPath)) {
            try FileJournal.begin(at: harness.journalPath)
        }
    }

    @Test func `a restore refuses while the run is still alive`() async throws {
        let harness = try Harness()
        let journal = try FileJournal.begin(at: harness.journalPath)
        #expect(throws: JournalFailure.inUse(path: harness.journalPath)) {
            try FileJournal.reopen(at: harness.journalPath)
        }
        journal.close()
    }

    @Test func `a last line cut short by a kill is a change that was never asked for`() async throws
    {
        let harness = try Harness()
        let before = await harness.lambda.state
        let journal = try FileJournal.begin(at: harness.journalPath)
        _ = try await harness.publish([1_024], journal: journal)
        journal.close()
        let whole = try Data(contentsOf: URL(filePath: harness.journalPath))
        try (whole + Data(#"{"willChange":{"_0":{"conf"#.utf8))
            .write(to: URL(filePath: harness.journalPath))
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }

    @Test func `a damaged line is named and nothing is touched`() async throws {
        let harness = try Harness()
        try Data("{}\n".utf8).write(to: URL(filePath: harness.journalPath))
        #expect(throws: JournalFailure.damaged(path: harness.journalPath, line: 1)) {
            try FileJournal.reopen(at: harness.journalPath)
        }
    }

    @Test func `the journal holds no secret`() async throws {
        let harness = try Harness()
        let journal = try FileJournal.begin(at: harness.journalPath)
        _ = try await harness.publish([128, 512, 1_792], journal: journal)
        let text = try String(contentsOfFile: harness.journalPath, encoding: .utf8)
        #expect(text.split(separator: "\n").count == 11)
        for secret in [Harness.accessKey, Harness.secret, Harness.token] {
            #expect(!text.contains(secret))
        }
        journal.close()
    }
}
