import Foundation
import Synchronization
import TestSupport
import Testing

@testable import LambdaEndpoint

/// The endpoint under AWS's own clients, as they are installed.
@Suite(.serialized)
struct ClientTests {
    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `boto3 takes a function from its creation to its deletion`() async throws {
        let folder = try TemporaryFolder()
        let seen = try await EndpointHarness.run(
            "lifecycle.py",
            configuration: EndpointHarness.configuration(folder)
        )
        #expect(seen["created"] as? String == "Active")
        #expect(seen["memory"] as? String == "1024")
        #expect(seen["error"] as? [String] == ["Unhandled", "ValueError"])
        #expect(seen["versions"] as? [String] == ["1", "2", "2"])
        #expect((seen["left"] as? [Any])?.isEmpty == true)
        // 300 ms of CPU at shares of 1/7, 2/7 and 4/7 of a processor.
        let durations = try #require(seen["durations"] as? [String: Double])
        let small = try #require(durations["256"])
        let middle = try #require(durations["512"])
        let large = try #require(durations["1024"])
        #expect(abs(small / middle - 2) < 0.3)
        #expect(abs(middle / large - 2) < 0.3)
        // A tenth of 100 within six standard deviations of 3.
        let shares = try #require(seen["shares"] as? [Int])
        #expect(shares.reduce(0, +) == 100)
        #expect(shares[1] <= 28)
        let report = try #require(seen["report"] as? String)
        #expect(report.contains("START RequestId: "))
        #expect(report.contains("worked {}"))
        #expect(report.contains("Memory Size: "))
    }

    @Test(.enabled(if: TestMachine.hasCLI, "needs python3 with awscli and the built program"))
    func `the AWS CLI takes a function from its creation to its deletion`() async throws {
        let folder = try TemporaryFolder()
        let seen = try await EndpointHarness.run(
            "commands.py",
            [folder.path],
            configuration: EndpointHarness.configuration(folder)
        )
        #expect(seen["state"] as? String == "Active")
        #expect(seen["memories"] as? [String] == ["256", "512", "1024"])
        let durations = try #require(seen["durations"] as? [Double])
        #expect(durations == durations.sorted(by: >))
        #expect(seen["weights"] as? [String: Double] == ["2": 0.1])
        #expect(seen["after"] as? String == "ResourceNotFoundException")
    }

    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `concurrency, queued events and layers are as on Lambda`() async throws {
        let folder = try TemporaryFolder()
        let clock = ImpatientClock()
        let seen = try await EndpointHarness.run(
            "features.py",
            configuration: EndpointHarness.configuration(folder, clock: clock)
        )
        let throttled = try #require(seen["throttled"] as? [Any])
        #expect(throttled[0] as? Int == 429)
        #expect(throttled[1] as? String == "TooManyRequestsException")
        #expect(
            throttled[2] as? String == "ReservedFunctionConcurrentInvocationLimitExceeded"
        )
        #expect(seen["reserved"] as? Int == 1)
        // The one kept ready had been through INIT; the one that spilled over had not.
        #expect(seen["init"] as? [Bool] == [false, true])
        #expect(seen["types"] as? [String] == ["provisioned-concurrency", "on-demand"])
        #expect(seen["start"] as? Bool == true)
        #expect((seen["no provisioning"] as? [Any])?[0] as? Int == 404)
        #expect(seen["accepted"] as? Int == 202)
        #expect(seen["attempts"] as? Int == 3)
        #expect(clock.pauses.filter { $0 >= .seconds(60) } == [.seconds(60), .seconds(120)])
        #expect(seen["dry run"] as? Int == 204)
        #expect(seen["layer"] as? String == "from the layer")
        #expect((seen["no layer"] as? [Any])?[1] as? String == "InvalidParameterValueException")
        #expect(seen["timeout"] as? String == "Sandbox.Timedout")
        #expect(seen["handler"] as? [String] == ["Unhandled", "Runtime.ImportModuleError"])
        #expect(seen["state"] as? [String] == ["counted", "held", "layered", "limited"])
    }

    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `a function is tuned through the API, and whatever happens it is as before`() async throws
    {
        let folder = try TemporaryFolder()
        let notes = Mutex<[String]>([])
        let seen = try await EndpointHarness.run(
            "tune.py",
            [folder.path, TestMachine.tuner],
            configuration: EndpointHarness.configuration(folder) { note in
                notes.withLock { $0.append(note) }
            }
        )
        #expect(seen["exit"] as? Int == 0)
        #expect(seen["after"] as? Bool == true)
        #expect((128...10_240).contains(try #require(seen["choice"] as? Int)))
        let curve = try #require(seen["curve"] as? [String: Double])
        // A machine that others use as well stretches them, but leaves their order.
        let durations = try ["256", "512", "1024"].map { try #require(curve[$0]) }
        #expect(durations == durations.sorted(by: >))
        #expect(seen["between"] as? Bool == false)
        #expect((seen["restored"] as? [Any])?[0] as? Int == 0)
        #expect((seen["restored"] as? [Any])?[1] as? Bool == true)
        #expect((seen["adaptive"] as? [Any])?[0] as? Int == 0)
        #expect((seen["adaptive"] as? [Any])?[1] as? Bool == true)
        #expect((seen["poor"] as? [Any])?[0] as? Int == 1)
        #expect((seen["poor"] as? [Any])?[1] as? Bool == true)
        #expect((seen["poor"] as? [Any])?[2] as? Bool == true)
        #expect((seen["secrets"] as? [Any])?.isEmpty == true)
        #expect(!notes.withLock { $0 }.contains { $0.contains("do-not-print") })
    }
}
