import Foundation
import LocalLambda

extension FunctionService {
    /// Answers a call, whatever it is.
    nonisolated func reply(to request: LoopbackRequest) async -> LoopbackReply {
        let requestID = UUID().uuidString.lowercased()
        let answer: ServiceAnswer
        do throws(ServiceRefusal) {
            try CallerCheck.check(request)
            guard request.received <= Self.largestRequest else {
                throw ServiceRefusal(
                    413,
                    "RequestEntityTooLargeException",
                    "Request must be smaller than \(Self.largestRequest) bytes"
                )
            }
            answer = try await self.answer(to: ServiceRequest(request), requestID: requestID)
        } catch {
            answer = ServiceAnswer(error)
            configuration.note("\(request.method) refused: \(error.description)")
        }
        return answer.reply(requestID: requestID)
    }

    private func answer(
        to request: ServiceRequest,
        requestID: String
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        switch request.path.first {
        case "functions" where request.path.count == 1:
            return try await collection(request)
        case "functions":
            let reference = try FunctionReference(
                request.path[1],
                qualifier: request.query["Qualifier"]
            )
            return try await resource(request, reference, requestID)
        case "layers":
            return try await layerResource(request)
        case "account-settings" where request.method == "GET":
            return try accountSettings()
        default:
            throw Self.unknown(request)
        }
    }

    private func collection(
        _ request: ServiceRequest
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        switch request.method {
        case "POST": try await createFunction(request)
        case "GET": try listFunctions(request)
        default: throw Self.unknown(request)
        }
    }

    private func resource(
        _ request: ServiceRequest,
        _ reference: FunctionReference,
        _ requestID: String
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        let kind = request.path.count > 2 ? request.path[2] : ""
        switch (request.method, kind) {
        case ("GET", ""): return try getFunction(reference)
        case ("DELETE", ""): return try await deleteFunction(reference)
        case ("GET", "configuration"): return try getConfiguration(reference)
        case ("PUT", "configuration"): return try await updateConfiguration(request, reference)
        case ("PUT", "code"): return try await updateCode(request, reference)
        case ("POST", "invocations"): return try await invoke(request, reference, requestID)
        case ("POST", "versions"): return try publishVersion(request, reference)
        case ("GET", "versions"): return try listVersions(request, reference)
        case (_, "aliases"): return try aliasResource(request, reference)
        case (_, "concurrency"): return try reservedResource(request, reference)
        case (_, "provisioned-concurrency"):
            return try await provisionedResource(request, reference)
        case (_, "event-invoke-config"): return try eventRulesResource(request, reference)
        default: throw Self.unknown(request)
        }
    }

    /// The refusal of an action that there is not.
    static func unknown(_ request: ServiceRequest) -> ServiceRefusal {
        ServiceRefusal(
            404,
            "UnknownOperationException",
            "This local endpoint has no action for \(request.method) "
                + "/\(request.path.joined(separator: "/"))."
        )
    }
}
