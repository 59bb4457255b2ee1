import Foundation
import Synchronization
import TestSupport
import Testing

@testable import LambdaEndpoint

/// Events that nobody waits for.
@Suite(.serialized)
struct EventTests {
    @Test(.enabled(if: TestMachine.hasBoto3, "needs python3 with boto3 and the built program"))
    func `waiting events outlive the endpoint, and their end is told where it can be`() async throws
    {
        let folder = try TemporaryFolder()
        let before = try await EndpointHarness.run(
            "events.py",
            ["before", folder.path],
            configuration: EndpointHarness.configuration(folder, clock: StandingClock())
        )
        #expect(before["dead letter"] as? String == "arn:aws:sqs:us-east-1:000000000000:letters")
        #expect(before["list"] as? [Int] == [1, 0])
        let rules = try #require(before["rules"] as? [String: Any])
        #expect(rules["MaximumRetryAttempts"] as? Int == 2)
        #expect(rules["MaximumEventAgeInSeconds"] as? Int == 21_600)
        #expect(before["waiting"] as? Bool == true)
        let waiting = folder.path(of: "state/events")
        #expect(try FileManager.default.contentsOfDirectory(atPath: waiting).count == 1)

        let notes = Mutex<[String]>([])
        let after = try await EndpointHarness.run(
            "events.py",
            ["after", folder.path],
            configuration: EndpointHarness.configuration(
                folder,
                clock: ImpatientClock(until: folder.path(of: "opened")),
                note: { note in
                    notes.withLock { $0.append(note) }
                }
            )
        )
        // One try before the stop, two after it.
        #expect(after["attempts"] as? Int == 2)
        try expectRecord(after["record"])
        #expect(after["looping"] as? Int == 1 + FunctionService.longestChain)
        #expect(try FileManager.default.contentsOfDirectory(atPath: waiting).isEmpty)
        let said = notes.withLock { $0 }
        for (name, reason) in [
            ("failing", "there are no queues and topics here"),
            ("fine", "only functions of this endpoint are reached"),
            ("looping", "it came through 16 functions already"),
        ] {
            #expect(said.contains { $0.hasPrefix("\(name) event ") && $0.hasSuffix(reason) })
        }
    }

    private func expectRecord(_ value: Any?) throws {
        let records = try #require(value as? [[String: Any]])
        #expect(records.count == 1)
        let record = try #require(records.first)
        let request = try #require(record["requestContext"] as? [String: Any])
        #expect(request["condition"] as? String == "RetriesExhausted")
        #expect(request["approximateInvokeCount"] as? Int == 3)
        #expect(
            request["functionArn"] as? String
                == "arn:aws:lambda:us-east-1:000000000000:function:failing:$LATEST"
        )
        #expect((record["requestPayload"] as? [String: Double]) == ["number": 1.1])
        let response = try #require(record["responseContext"] as? [String: Any])
        #expect(response["functionError"] as? String == "Unhandled")
        let answer = try #require(record["responsePayload"] as? [String: Any])
        #expect(answer["errorType"] as? String == "ValueError")
    }

    @Test func `an event of a function with a reserve of nothing is given up at once`() async throws
    {
        let notes = Mutex<[String]>([])
        try await withService(note: { note in notes.withLock { $0.append(note) } }) { service in
            _ = try await service.create()
            let queue = #"{"Destination":"arn:aws:sqs:us-east-1:000000000000:letters"}"#
            let put = try await service.call(
                "PUT",
                "functions/resize/event-invoke-config",
                #"{"DestinationConfig":{"OnFailure":\#(queue)}}"#
            )
            #expect(put.status == 200)
            _ = try await service.call(
                "PUT",
                "functions/resize/concurrency",
                #"{"ReservedConcurrentExecutions":0}"#
            )
            let event = QueuedEvent(
                id: "1",
                reference: try FunctionReference("resize", qualifier: nil),
                event: Array("{}".utf8),
                acceptedAt: 0
            )
            try await service.service.enqueue(event)
            await service.service.process(event)
            let left = try await service.service.store.events()
            #expect(left.isEmpty)
        }
        #expect(notes.withLock { $0 }.contains { $0.contains("not delivered to arn:aws:sqs:") })
    }

    @Test func `an event that would be too old at its next try is over`() async throws {
        let notes = Mutex<[String]>([])
        try await withService(
            now: { 0 },
            note: { note in
                notes.withLock { $0.append(note) }
            }
        ) { service in
            _ = try await service.create()
            _ = try await service.call(
                "PUT",
                "functions/resize/event-invoke-config",
                #"{"MaximumEventAgeInSeconds":60,"MaximumRetryAttempts":2}"#
            )
            // The package holds nothing to run, so that every try fails.
            let event = QueuedEvent(
                id: "1",
                reference: try FunctionReference("resize", qualifier: nil),
                event: Array("{}".utf8),
                acceptedAt: -1
            )
            try await service.service.enqueue(event)
            await service.service.process(event)
            let left = try await service.service.store.events()
            #expect(left.isEmpty)
        }
        #expect(notes.withLock { $0 }.contains { $0.hasSuffix("event 1 is too old") })
    }

    @Test(arguments: [
        (#"{"MaximumRetryAttempts":3}"#, "ValidationException"),
        (#"{"MaximumEventAgeInSeconds":59}"#, "ValidationException"),
        (#"{"DestinationConfig":{"OnFailure":{"Destination":"here"}}}"#, "ValidationException"),
    ])
    func `rules that Lambda refuses are refused`(body: String, errorType: String) async throws {
        try await withService { service in
            _ = try await service.create()
            let path = "functions/resize/event-invoke-config"
            #expect(try await service.call("PUT", path, body).errorType == errorType)
            #expect(try await service.call("GET", path).status == 404)
            #expect(try await service.call("DELETE", path).status == 404)
            #expect(try await service.call("POST", path, "{}").status == 404)
        }
    }
}
