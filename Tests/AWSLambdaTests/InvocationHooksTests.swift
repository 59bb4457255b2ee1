import AWSLambda
import Foundation
import LambdaPlatform
import Measurement
import Synchronization
import Testing

/// Functions that run before and after each measured invocation.
struct InvocationHooksTests {
    private static let memory = MemorySetting(clamping: 512)

    @Test func `the first makes the event, the second is told the answer, and both are paid for`()
        async throws
    {
        let events = Mutex<[String: String]>([:])
        let (source, budget) = try await source { name, event in
            events.withLock { $0[name] = event }
            return name == "maker" ? #"{"made":1}"# : #"{"answered":1}"#
        }
        _ = try await source.invoke(InvocationRequest(memory: Self.memory, strategy: .single))
        #expect(
            events.withLock { $0 } == [
                "maker": #"{"given":1}"#, "resize": #"{"made":1}"#, "taker": #"{"answered":1}"#,
            ]
        )
        // Three invocations of 100 ms at 512 MB.
        let single = try Self.tariff().cost(billedMS: 100, at: Self.memory)
        #expect(await budget.spent == single + single + single)
    }

    @Test(arguments: ["null", ""])
    func `one that makes nothing leaves the event as it is`(answer: String) async throws {
        let seen = Mutex("")
        let (source, _) = try await source { name, event in
            if name == "resize" { seen.withLock { $0 = event } }
            return name == "maker" ? answer : "{}"
        }
        _ = try await source.invoke(InvocationRequest(memory: Self.memory, strategy: .single))
        #expect(seen.withLock { $0 } == #"{"given":1}"#)
    }

    @Test func `where the first fails, the function is not invoked`() async throws {
        let invoked = Mutex<[String]>([])
        let (source, _) = try await source(failing: "maker") { name, _ in
            invoked.withLock { $0.append(name) }
            return "{}"
        }
        let failure = await #expect(throws: SourceFailure.self) {
            try await source.invoke(InvocationRequest(memory: Self.memory, strategy: .single))
        }
        #expect(failure?.description.hasPrefix("maker failed (Unhandled)") == true)
        #expect(invoked.withLock { $0 } == ["maker"])
    }

    private static func tariff() throws -> Tariff {
        try Tariff(prices: PriceList.standard.prices(in: "us-east-1"), architecture: .x86_64)
    }

    private func source(
        failing: String? = nil,
        _ answer: @escaping @Sendable (String, String) -> String
    ) async throws -> (DeployedFunction, SpendingLimit) {
        let transport = ScriptedTransport { request in
            let name = String(request.path.split(separator: "/")[2])
            guard request.path.hasSuffix("/invocations") else {
                return .json(
                    #"{"FunctionName":"\#(name)","FunctionArn":"arn:aws:lambda:us-east-1:1:function:\#(name)","#
                        + #""Version":"$LATEST","MemorySize":512,"Timeout":3,"CodeSha256":"c"}"#
                )
            }
            let line =
                "REPORT RequestId: a\tDuration: 100.00 ms\tBilled Duration: 100 ms\t"
                + "Memory Size: 512 MB\tMax Memory Used: 40 MB"
            let tail = Data(line.utf8).base64EncodedString()
            var headers = [Field("X-Amz-Log-Result", tail)]
            if name == failing { headers.append(Field("X-Amz-Function-Error", "Unhandled")) }
            return .json(
                answer(name, String(decoding: request.body, as: UTF8.self)),
                headers: headers
            )
        }
        let caller = try Harness().caller("lambda", over: transport)
        let prices = try PriceList.standard.prices(in: "us-east-1")
        func hook(_ name: String) async throws -> InvocationHooks.Hook {
            try await InvocationHooks.Hook(
                api: LambdaAPI(function: try FunctionName(text: name), caller: caller),
                qualifier: nil,
                prices: prices
            )
        }
        let budget = SpendingLimit(limit: try #require(Money(decimal: "1")))
        let source = DeployedFunction(
            api: LambdaAPI(function: try FunctionName(text: "resize"), caller: caller),
            timeoutS: 3,
            aliases: [Self.memory: ["512"]],
            events: try EventBook(event: Data(#"{"given":1}"#.utf8)),
            tariff: try Self.tariff(),
            budget: budget,
            hooks: InvocationHooks(before: try await hook("maker"), after: try await hook("taker"))
        )
        return (source, budget)
    }
}
