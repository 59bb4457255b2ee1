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
        let broken = try #require(seen["broken"] as? [String])
        #expect(broken.prefix(2) == ["Unhandled", "Runtime.ImportModuleError"])
        #expect(broken[2].contains("about to fail"))
        for log in [try #require(seen["handler log"] as? String), broken[2]] {
            let lines = log.split(separator: "\n").suffix(3)
            #expect(lines.first?.hasPrefix("START RequestId: ") == true)
            #expect(lines.last?.hasPrefix("REPORT RequestId: ") == true)
            let status = "\tStatus: error\tError Type: Runtime.ImportModuleError"
            #expect(lines.last?.hasSuffix(status) == true)
        }
        #expect(seen["state"] as? [String] == ["counted", "held", "layered", "limited"])
    }

    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `an endpoint that is interrupted leaves no process, group, folder or mount`() async throws
    {
        let folder = try TemporaryFolder()
        // A program of its own: what bears its process id is its own, whatever runs beside it.
        let program = try ServingProgram(state: folder.path(of: "state"))
        let held = try await EndpointHarness.python("held.py", [program.endpoint])
        #expect(held == "busy\n")
        #expect(!program.remains.names.isEmpty)
        #expect(!program.processes.isEmpty)
        program.interrupt()
        #expect(program.exitStatus == 130)
        #expect(program.remains.names == [])
        #expect(program.processes == [])
    }

    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `what a killed endpoint leaves behind is removed by the next`() async throws {
        let folder = try TemporaryFolder()
        let killed = try ServingProgram(state: folder.path(of: "state"))
        _ = try await EndpointHarness.python("held.py", [killed.endpoint])
        killed.kill()
        let next = try ServingProgram(state: folder.path(of: "state"))
        #expect(try await killed.isGone())
        next.interrupt()
    }

    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `a function is tuned through the API, and whatever happens it is as before`() async throws
    {
        let folder = try TemporaryFolder()
        let notes = Mutex<[String]>([])
        let seen = try await EndpointHarness.run(
            "tune.py",
            [folder.path, TestMachine.tuner],
            configuration: EndpointHarness.configuration(
                folder,
                note: { note in
                    notes.withLock { $0.append(note) }
                }
            )
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
        #expect((seen["mixed"] as? [Any])?[0] as? Int == 0)
        #expect((seen["mixed"] as? [Any])?[1] as? Int == 2)
        #expect((seen["mixed"] as? [Any])?[2] as? Bool == true)
        let said = notes.withLock { $0 }
        for name in ["maker", "taker"] {
            #expect(said.contains { $0.hasPrefix("\(name):$LATEST ") })
        }
        #expect((seen["secrets"] as? [Any])?.isEmpty == true)
        #expect(!said.contains { $0.contains("do-not-print") })
    }

    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `whatever goes wrong while tuning, restore puts the function back`() async throws {
        let folder = try TemporaryFolder()
        let seen = try await EndpointHarness.run(
            "faults.py",
            [folder.path, TestMachine.tuner],
            configuration: EndpointHarness.configuration(folder)
        )
        // The program's status, and whether the function is as it was.
        #expect(seen["blip"] as? String == "0 True")
        #expect(seen["lost"] as? String == "1 True False")
        #expect(seen["found"] as? String == "0 True")
        #expect(seen["killed"] as? [String] == Array(repeating: "0 True", count: 8))
        for (name, words) in [
            ("large", "6 MB"), ("version", "version"), ("region", "eu-west-1"),
            ("nobody", "Check the function's name, the Region and the account."),
            ("off", "reserved concurrency is 0"), ("alias", "lambda-tuner-temporary-mine"),
        ] {
            let refusal = try #require(seen[name] as? String)
            #expect(refusal.hasPrefix("1 True "), "\(name): \(refusal)")
            #expect(refusal.contains(words), "\(name): \(refusal)")
        }
        #expect((seen["secrets"] as? [Any])?.isEmpty == true)
    }

    @Test func `what functions are given stays their owner's`() async throws {
        let folder = try TemporaryFolder()
        try await withService(folder) { service in
            _ = try await service.create()
            _ = try await service.call(
                "PUT",
                "functions/resize/configuration",
                #"{"Environment":{"Variables":{"PASSWORD":"do-not-show"}}}"#
            )
            try await service.service.enqueue(
                QueuedEvent(
                    id: "1",
                    reference: try FunctionReference("resize", qualifier: nil),
                    event: Array("{}".utf8),
                    acceptedAt: 0
                )
            )
        }
        let state = folder.path(of: "state")
        let files = FileManager.default
        var seen = 0
        for name in try files.subpathsOfDirectory(atPath: state) {
            let facts = try files.attributesOfItem(atPath: "\(state)/\(name)")
            let isFolder = facts[.type] as? FileAttributeType == .typeDirectory
            let mode = facts[.posixPermissions] as? Int
            #expect(mode == (isFolder ? 0o700 : 0o600), "\(name)")
            seen += 1
        }
        // Four folders, the lock, the function, its code and the event.
        #expect(seen == 8)
    }
}
