import AWSLambda
import Foundation
import TestSupport
import Testing

/// The program itself, killed for good while it changes a function.
@Suite(
    .serialized,
    .enabled(
        if: MotoServer.isAvailable && Program.isBuilt,
        "needs moto_server, boto3 and the lambda-tuner executable beside the tests"
    )
)
struct KillTests {
    /// The changes are: configure, publish and alias for each of three settings, and `$LATEST` back.
    @Test(arguments: 1...10)
    func `a killed run is undone by restore`(changes: Int) async throws {
        let moto = try MotoServer()
        defer { moto.stop() }
        let home = try TemporaryFolder()
        let before = try killTuning("128,1024,1792", after: changes, of: moto, home: home)
        let again = try Program.start(
            ["aws", "tune", "resize", "--plain"],
            endpoint: moto.endpoint,
            home: home
        )
        let refusal = await again.output()
        #expect(refusal.contains("aws restore"))
        let restore = try Program.start(["aws", "restore"], endpoint: moto.endpoint, home: home)
        let text = await restore.output()
        #expect(restore.process.terminationStatus == 0, "\(text)")
        #expect(try moto.boto3("snapshot") == before)
        #expect(
            JournalFolder(path: home.path + "/state/lambda-tuner/aws-journals").unfinished() == []
        )
        for output in [refusal, text] { #expect(!output.contains(Harness.secret)) }
    }

    @Test func `a damaged journal does not keep other functions from being restored`() async throws
    {
        let moto = try MotoServer()
        defer { moto.stop() }
        let home = try TemporaryFolder()
        let before = try killTuning("128,1024", after: 3, of: moto, home: home)
        let journals = "state/lambda-tuner/aws-journals"
        // In the order of names one comes before and one after.
        try home.write("\(journals)/a.damaged.jsonl", "{}\n")
        try home.write("\(journals)/z.damaged.jsonl", "{}\n")
        let restore = try Program.start(["aws", "restore"], endpoint: moto.endpoint, home: home)
        let text = await restore.output()
        #expect(restore.process.terminationStatus == 1)
        #expect(text.contains("a.damaged.jsonl") && text.contains("z.damaged.jsonl"))
        #expect(try moto.boto3("snapshot") == before)
        #expect(JournalFolder(path: "\(home.path)/\(journals)").unfinished().count == 2)
    }

    /// Makes a function, and kills a run that tunes it after so many changes.
    ///
    /// - Returns: how the function was before.
    private func killTuning(
        _ memory: String,
        after changes: Int,
        of moto: MotoServer,
        home: TemporaryFolder
    ) throws -> String {
        _ = try moto.boto3("create")
        let before = try moto.boto3("snapshot")
        let tune = try Program.start(
            ["aws", "tune", "resize", "--memory", memory, "--plain"],
            endpoint: moto.endpoint,
            home: home
        )
        // Making the function, its role, its version and its alias were four changes.
        try moto.waitForChanges(4 + changes)
        kill(tune.process.processIdentifier, SIGKILL)
        tune.process.waitUntilExit()
        return before
    }
}
