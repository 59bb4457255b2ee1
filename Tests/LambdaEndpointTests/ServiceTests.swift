import Foundation
import TestSupport
import Testing

@testable import LambdaEndpoint
@testable import LocalLambda

/// The API's answers, called without a network.
@Suite(.serialized)
struct ServiceTests {
    @Test func `an update of an outdated revision changes nothing`() async throws {
        try await withService { service in
            _ = try await service.create()
            let old = try await service.call("GET", "functions/resize/configuration")
            let revision = try #require(old.json["RevisionId"] as? String)
            let path = "functions/resize/configuration"
            let first = try await service.call(
                "PUT",
                path,
                #"{"MemorySize":512,"RevisionId":"\#(revision)"}"#
            )
            #expect(first.status == 200)
            let second = try await service.call(
                "PUT",
                path,
                #"{"MemorySize":1024,"RevisionId":"\#(revision)"}"#
            )
            #expect(second.status == 412)
            #expect(second.errorType == "PreconditionFailedException")
            #expect(try await service.call("GET", path).json["MemorySize"] as? Int == 512)
        }
    }

    @Test(arguments: [
        ("PUT", "functions/resize/configuration", #"{"MemorySize":64}"#, "ValidationException"),
        (
            "PUT", "functions/resize/configuration", #"{"MemorySize":10241}"#,
            "InvalidParameterValueException"
        ),
        ("PUT", "functions/resize/configuration", #"{"Timeout":901}"#, "ValidationException"),
        (
            "PUT", "functions/resize/configuration",
            #"{"Environment":{"Variables":{"AWS_REGION":"x"}}}"#, "InvalidParameterValueException"
        ),
        ("PUT", "functions/resize/configuration", "{", "SerializationException"),
        (
            "PUT", "functions/resize/configuration",
            #"{"SnapStart":{"ApplyOn":"PublishedVersions"}}"#,
            "InvalidParameterValueException"
        ),
        (
            "PUT", "functions/resize/configuration", #"{"VpcConfig":{"SubnetIds":["subnet-1"]}}"#,
            "InvalidParameterValueException"
        ),
        (
            "PUT", "functions/resize/code", #"{"ZipFile":"bm8gemlw"}"#,
            "InvalidParameterValueException"
        ),
        ("PUT", "functions/resize/code", #"{"S3Bucket":"b"}"#, "InvalidParameterValueException"),
        (
            "POST", "functions/resize/aliases", #"{"Name":"12","FunctionVersion":"1"}"#,
            "ValidationException"
        ),
        (
            "POST", "functions/resize/aliases", #"{"Name":"live","FunctionVersion":"9"}"#,
            "ResourceNotFoundException"
        ),
        (
            "POST", "functions/resize/versions", #"{"CodeSha256":"x"}"#,
            "InvalidParameterValueException"
        ),
        (
            "PUT", "functions/resize/concurrency", #"{"ReservedConcurrentExecutions":950}"#,
            "InvalidParameterValueException"
        ),
        (
            "PUT", "functions/resize/provisioned-concurrency",
            #"{"ProvisionedConcurrentExecutions":1}"#, "InvalidParameterValueException"
        ),
        ("POST", "functions/resize/invocations", "{", "InvalidRequestContentException"),
        ("POST", "functions/nobody/invocations", "{}", "ResourceNotFoundException"),
        ("GET", "functions/..%2F..%2Fetc", "", "ValidationException"),
        ("GET", "functions/resize/policy", "", "UnknownOperationException"),
        ("GET", "buckets", "", "UnknownOperationException"),
    ])
    func `what Lambda refuses is refused in its words`(
        method: String,
        path: String,
        body: String,
        errorType: String
    ) async throws {
        try await withService { service in
            _ = try await service.create()
            let before = try await service.call("GET", "functions/resize").json as NSDictionary
            let answer = try await service.call(method, path, body)
            #expect(answer.errorType == errorType)
            #expect((answer.json["Message"] as? String)?.isEmpty == false)
            let after = try await service.call("GET", "functions/resize").json as NSDictionary
            #expect(after == before)
        }
    }

    @Test func `an event over 6 MB is too large`() async throws {
        try await withService { service in
            _ = try await service.create()
            let event = "\"" + String(repeating: "x", count: 6 * 1_024 * 1_024) + "\""
            let answer = try await service.call("POST", "functions/resize/invocations", event)
            #expect(answer.status == 413)
            #expect(answer.errorType == "RequestTooLargeException")
        }
    }

    @Test func `a version with an alias cannot be deleted`() async throws {
        try await withService { service in
            _ = try await service.create()
            _ = try await service.call("POST", "functions/resize/versions", "{}")
            let made = try await service.call(
                "POST",
                "functions/resize/aliases",
                #"{"Name":"live","FunctionVersion":"1"}"#
            )
            #expect(made.status == 201)
            let refused = try await service.call("DELETE", "functions/resize?Qualifier=1")
            #expect(refused.status == 409)
            _ = try await service.call("DELETE", "functions/resize/aliases/live")
            #expect(try await service.call("DELETE", "functions/resize?Qualifier=1").status == 204)
        }
    }

    @Test func `the state outlives the endpoint and is one endpoint's at a time`() async throws {
        let folder = try TemporaryFolder()
        try await withService(folder) { service in
            _ = try await service.create()
            _ = try await service.call("POST", "functions/resize/versions", "{}")
            #expect(throws: StateFailure.inUse(folder: folder.path + "/state")) {
                try StateStore(folder: folder.path + "/state")
            }
        }
        try await withService(folder) { service in
            let versions = try await service.call("GET", "functions/resize/versions")
            #expect((versions.json["Versions"] as? [Any])?.count == 2)
        }
        let file = folder.path + "/state/functions/resize.json"
        try Data("{".utf8).write(to: URL(filePath: file))
        await #expect(throws: StateFailure.damaged(file: file)) {
            try await withService(folder) { _ in }
        }
    }

    @Test func `code that nothing uses any more is removed`() async throws {
        let folder = try TemporaryFolder()
        try await withService(folder) { service in
            _ = try await service.create()
            let code = folder.path + "/state/code"
            #expect(try FileManager.default.contentsOfDirectory(atPath: code).count == 1)
            _ = try await service.call("DELETE", "functions/resize")
            #expect(try FileManager.default.contentsOfDirectory(atPath: code).isEmpty)
        }
    }
}

/// An answer as a test looks at it.
struct Answer {
    let status: Int
    let errorType: String?
    let json: [String: Any]
}

/// A service with a state of its own and no server.
struct TestService {
    let service: FunctionService

    func create() async throws -> Answer {
        try await call(
            "POST",
            "functions",
            """
            {"FunctionName":"resize","Runtime":"provided.al2023","Handler":"bootstrap",
             "Role":"arn:aws:iam::000000000000:role/any",
             "Code":{"ZipFile":"UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="}}
            """
        )
    }

    func call(_ method: String, _ path: String, _ body: String = "") async throws -> Answer {
        let request = LoopbackRequest(
            method: method,
            target: "/2015-03-31/\(path)",
            headers: [
                LoopbackHeader(name: "host", value: "127.0.0.1:3001"),
                LoopbackHeader(name: "authorization", value: "AWS4-HMAC-SHA256 Credential=a"),
            ],
            body: Array(body.utf8),
            received: body.utf8.count,
            connection: 1
        )
        let reply = await service.reply(to: request)
        let json = try? JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
        return Answer(
            status: reply.status,
            errorType: reply.headers.first { $0.name == "x-amzn-ErrorType" }?.value,
            json: json ?? [:]
        )
    }
}

func withService(
    _ folder: TemporaryFolder? = nil,
    clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 },
    note: @escaping @Sendable (String) -> Void = { _ in },
    _ body: (TestService) async throws -> Void
) async throws {
    let folder = try folder ?? TemporaryFolder()
    // It goes away with the value, which nothing else holds.
    defer { withExtendedLifetime(folder) {} }
    let configuration = EndpointHarness.configuration(folder, clock: clock, now: now, note: note)
    let store = try StateStore(folder: configuration.stateFolder)
    defer { store.close() }
    let host = try await EnvironmentHost.open(.automatic)
    do {
        let service = try FunctionService(configuration: configuration, host: host, store: store)
        try await body(TestService(service: service))
        await host.close()
    } catch {
        await host.close()
        throw error
    }
}
