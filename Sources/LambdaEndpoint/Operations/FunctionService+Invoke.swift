import Foundation
import LambdaPlatform
import LocalLambda
import Measurement

/// What became of an invocation.
struct InvocationOutcome: Sendable {
    /// The function's answer, or a document about its error.
    var body: [UInt8]

    /// Whether the function failed.
    var hasFailed: Bool

    /// The end of the log, at most 4 KB.
    var log: [UInt8]

    /// The version that ran.
    var version: String
}

extension FunctionService {
    func invoke(
        _ request: ServiceRequest,
        _ reference: FunctionReference,
        _ requestID: String
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        let function = try function(named: reference.name)
        let version = try version(reference, of: function, draw: .random(in: 0..<1))
        let order = try InvocationOrder(request)
        switch order.kind {
        case .dryRun:
            return .empty
        case .event:
            try enqueue(
                QueuedEvent(
                    id: requestID,
                    reference: reference,
                    event: order.event,
                    acceptedAt: configuration.now()
                )
            )
            return ServiceAnswer(status: 202)
        case .requestResponse:
            let outcome = try await run(version, of: function, order.event)
            return answer(outcome, withLog: order.wantsLog)
        }
    }

    /// Runs a version once, if a place for it is free.
    ///
    /// - Throws: ``ServiceRefusal`` when the function never saw the event.
    func run(
        _ version: VersionRecord,
        of function: FunctionRecord,
        _ event: [UInt8]
    ) async throws(ServiceRefusal) -> InvocationOutcome {
        let runnable = runnable(version, of: function)
        let ready = await fleet.provisioned(runnable.key).count
        let place = try ledger.take(
            runnable.key,
            of: functions[function.name] ?? function,
            provisioned: ready,
            among: functions.values
        )
        defer { ledger.giveBack(place) }
        do throws(RunFailure) {
            let answer = try await fleet.invoke(
                runnable,
                event,
                isProvisioned: place.isProvisioned
            )
            note(answer.invocation, of: runnable.key)
            if place.isProvisioned { await replaceLost(runnable, of: function.name) }
            return InvocationOutcome(answer, version: version.version, settings: version.settings)
        } catch {
            configuration.note("\(runnable.key.function):\(version.version) \(error)")
            throw .failure("The function could not be run on this machine: \(error)")
        }
    }

    /// Prepares another environment where one that was kept ready has ended.
    private func replaceLost(_ version: RunnableVersion, of name: String) async {
        let wanted = functions[name]?.provisioned(for: version.key.version) ?? 0
        if await fleet.provisioned(version.key).count < wanted {
            queue.yield(.provision(version, count: wanted))
        }
    }

    private func note(_ invocation: Invocation, of key: RunnableVersion.Key) {
        let duration = Int(invocation.durationMS.rounded())
        configuration.note(
            "\(key.function):\(key.version) \(invocation.memoryMB) \(duration) ms "
                + "\(invocation.status.rawValue)\(invocation.cold ? " (cold)" : "")"
                + (invocation.projected ? " (projected)" : "")
        )
    }

    private func answer(_ outcome: InvocationOutcome, withLog: Bool) -> ServiceAnswer {
        var headers = [
            LoopbackHeader(name: "Content-Type", value: "application/json"),
            LoopbackHeader(name: "X-Amz-Executed-Version", value: outcome.version),
        ]
        if outcome.hasFailed {
            headers.append(LoopbackHeader(name: "X-Amz-Function-Error", value: "Unhandled"))
        }
        if withLog {
            headers.append(
                LoopbackHeader(
                    name: "X-Amz-Log-Result",
                    value: Data(outcome.log).base64EncodedString()
                )
            )
        }
        return ServiceAnswer(status: 200, headers: headers, body: outcome.body)
    }
}

extension InvocationOutcome {
    /// Puts what was observed into the words of the API.
    init(_ answer: HostedEnvironment.Answer, version: String, settings: FunctionSettings) {
        let invocation = answer.invocation
        self.init(
            body: answer.body,
            hasFailed: invocation.status != .success,
            log: answer.log,
            version: version
        )
        switch invocation.status {
        case .success:
            break
        case .error
        where !answer.body.isEmpty && invocation.errorType?.hasPrefix("Function.") != true:
            break
        case .timeout:
            body = Self.document(
                "Sandbox.Timedout",
                "RequestId: \(answer.requestID) Error: Task timed out after "
                    + "\(settings.timeout).00 seconds"
            )
        default:
            let errorType = invocation.errorType ?? "Runtime.Unknown"
            body = Self.document(
                errorType,
                "RequestId: \(answer.requestID) Error: \(Self.sentence(errorType))"
            )
        }
    }

    private static func sentence(_ errorType: String) -> String {
        switch errorType {
        case "Runtime.OutOfMemory": "Runtime exited with error: signal: killed"
        case "Runtime.ExitError": "Runtime exited without providing a reason"
        case "Function.ResponseSizeTooLarge":
            "Response payload size exceeded maximum allowed payload size (6291556 bytes)."
        default: errorType
        }
    }

    /// The document that stands for an answer when there is none.
    static func document(_ type: String, _ message: String) -> [UInt8] {
        struct Document: Encodable {
            let errorType: String
            let errorMessage: String
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings always encode.
        return Array(
            (try? encoder.encode(Document(errorType: type, errorMessage: message))) ?? Data()
        )
    }
}
