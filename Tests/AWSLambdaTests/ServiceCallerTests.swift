import AWSLambda
import Foundation
import Synchronization
import Testing

struct ServiceCallerTests {
    @Test func `an invocation is never repeated after a time-out or a cut connection`() async throws
    {
        for failure in [TransportFailure.timedOut, .connectionLost(reason: "reset")] {
            let counter = Counter()
            let transport = ScriptedTransport { _ throws(TransportFailure) in
                _ = counter.next()
                throw failure
            }
            let api = try Harness().api(over: transport)
            await #expect(throws: CallFailure.self) {
                try await api.invoke("live", event: Data("{}".utf8), timeout: .seconds(3))
            }
            #expect(counter.next() == 1)
        }
    }

    @Test func `an invocation is not repeated after a fault of the service`() async throws {
        let counter = Counter()
        let transport = ScriptedTransport { _ in
            _ = counter.next()
            return FakeLambda.error(500, "ServiceException")
        }
        let api = try Harness().api(over: transport)
        await #expect(throws: CallFailure.self) {
            try await api.invoke("live", event: Data("{}".utf8), timeout: .seconds(3))
        }
        #expect(counter.next() == 1)
    }

    @Test func `a throttled invocation waits as long as Lambda asks`() async throws {
        let counter = Counter()
        let pauses = Mutex<[Duration]>([])
        let transport = ScriptedTransport { _ in
            if counter.next() < 2 {
                return .json(
                    #"{"Reason":"ConcurrentInvocationLimitExceeded","message":"Rate exceeded"}"#,
                    status: 429,
                    headers: [
                        Field("x-amzn-ErrorType", "TooManyRequestsException"),
                        Field("Retry-After", "7"),
                    ]
                )
            }
            return .json("{}")
        }
        let harness = try Harness()
        var caller = harness.caller("lambda", over: transport)
        caller = caller.waiting { duration in pauses.withLock { $0.append(duration) } }
        let api = LambdaAPI(function: try FunctionName(text: "resize"), caller: caller)
        _ = try await api.invoke("live", event: Data("{}".utf8), timeout: .seconds(3))
        #expect(pauses.withLock { $0 } == [.seconds(7), .seconds(7)])
    }

    @Test func `a control call is tried three times in all`() async throws {
        let counter = Counter()
        let transport = ScriptedTransport { _ in
            _ = counter.next()
            return FakeLambda.error(503, "ServiceUnavailableException")
        }
        await #expect(throws: CallFailure.self) {
            try await Harness().api(over: transport).configuration()
        }
        #expect(counter.next() == 3)
    }

    @Test func `ended credentials are renewed once`() async throws {
        let calls = Counter()
        let finds = Counter()
        let transport = ScriptedTransport { request in
            _ = calls.next()
            let isNew = request.headers.contains { $0.value.contains("Credential=KEY1/") }
            return isNew ? .json("{}") : FakeLambda.error(403, "ExpiredTokenException")
        }
        let caller = ServiceCaller(
            service: "lambda",
            settings: AWSSettings(region: "eu-central-1"),
            credentials: CredentialStore { () async throws(CredentialFailure) in
                AWSCredentials(
                    accessKeyID: "KEY\(finds.next())",
                    secretAccessKey: "s",
                    origin: "the test"
                )
            },
            transport: transport,
            surroundings: try Harness().surroundings
        )
        _ = try await caller.send(ServiceCall("GetFunctionConfiguration", "GET", "/"))
        #expect(calls.next() == 2)
    }

    @Test func `a clock that is wrong is set by AWS's own once`() async throws {
        let stamps = Mutex<[String]>([])
        let transport = ScriptedTransport { request in
            let stamp = request.headers.first { $0.name == "X-Amz-Date" }?.value ?? ""
            stamps.withLock { $0.append(stamp) }
            if stamp.hasPrefix("20261124T0800") { return .json("{}") }
            return .json(
                #"{"message":"Signature expired"}"#,
                status: 403,
                headers: [
                    Field("x-amzn-ErrorType", "InvalidSignatureException"),
                    Field("Date", "Tue, 24 Nov 2026 08:00:30 GMT"),
                ]
            )
        }
        let caller = try Harness().caller("lambda", over: transport)
        _ = try await caller.send(ServiceCall("GetFunctionConfiguration", "GET", "/"))
        #expect(stamps.withLock { $0 } == ["20261124T060000Z", "20261124T080030Z"])
    }

    @Test func `AWS's own words and what to do are in the error`() async throws {
        let transport = ScriptedTransport { _ in
            .json(
                #"{"__type":"com.amazon#AccessDeniedException","Message":"not\u001b[31m allowed"}"#,
                status: 403
            )
        }
        let failure = await #expect(throws: CallFailure.self) {
            try await Harness().api(over: transport).configuration()
        }
        let text = failure?.description ?? ""
        #expect(text.contains("AccessDeniedException (403): not"))
        #expect(text.contains("lambda-tuner aws policy"))
        #expect(!text.contains("\u{1b}"))
    }

    @Test func `no failure and no request line shows a secret`() async throws {
        let harness = try Harness()
        let answers: [HTTPResponse] = [
            FakeLambda.error(403, "InvalidSignatureException"), .json("<html>", status: 502),
            .json("not JSON"),
        ]
        for answer in answers {
            let failure = await #expect(throws: CallFailure.self) {
                try await harness.api(over: ScriptedTransport { _ in answer }).configuration()
            }
            let text = String(reflecting: failure) + (failure?.description ?? "")
            for secret in [Harness.accessKey, Harness.secret, Harness.token] {
                #expect(!text.contains(secret))
            }
        }
    }

    @Test(arguments: [
        ("resize", "resize"), ("123456789012:function:resize", "resize"),
        ("arn:aws:lambda:eu-west-1:123456789012:function:resize", "resize"),
    ])
    func `a function is named by name or ARN`(text: String, name: String) throws {
        #expect(try FunctionName(text: text).name == name)
    }

    @Test(arguments: [
        "resize:live", "arn:aws:lambda:eu-west-1:123456789012:function:resize:7",
        "123456789012:function:resize:7",
    ])
    func `a version or alias in the name is refused`(text: String) {
        #expect(throws: FunctionName.Refusal.qualified(text)) { try FunctionName(text: text) }
    }

    @Test func `an ARN of another Region is refused`() throws {
        let name = try FunctionName(text: "arn:aws:lambda:eu-west-1:123456789012:function:resize")
        #expect(throws: FunctionName.Refusal.otherRegion(arn: "eu-west-1", configured: "us-east-1"))
        {
            try name.check(region: "us-east-1")
        }
    }
}

extension ServiceCaller {
    /// The same caller with another way to wait.
    func waiting(_ pause: @escaping @Sendable (Duration) async throws -> Void) -> ServiceCaller {
        var surroundings = surroundings
        surroundings.pause = pause
        return ServiceCaller(
            service: signer.service,
            settings: AWSSettings(region: signer.region),
            credentials: credentials,
            transport: transport,
            surroundings: surroundings
        )
    }
}
