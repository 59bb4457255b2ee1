package import Foundation

/// The calls of Lambda's API that tuning and rolling out need, for one function.
///
/// - Source: AWS Lambda API Reference.
package struct LambdaAPI: Sendable {
    /// The function.
    package let function: FunctionName

    /// What signs and sends.
    package let caller: ServiceCaller

    package init(function: FunctionName, caller: ServiceCaller) {
        self.function = function
        self.caller = caller
    }

    /// The path of one of the function's resources in an API version.
    private func path(_ resource: String, api: String = "2015-03-31") -> String {
        "/\(api)/functions/\(PercentEncoding.component(function.name))\(resource)"
    }
}

extension LambdaAPI {
    /// The configuration of `$LATEST` or of a version or alias.
    package func configuration(
        of qualifier: String? = nil
    ) async throws(CallFailure) -> FunctionConfiguration {
        try await decoded(
            ServiceCall(
                "GetFunctionConfiguration",
                "GET",
                path("/configuration"),
                query: qualifier.map { [Field("Qualifier", $0)] } ?? []
            )
        )
    }

    /// Every version, `$LATEST` included.
    package func versions() async throws(CallFailure) -> [FunctionConfiguration] {
        var all: [FunctionConfiguration] = []
        var marker: String?
        repeat {
            let page: VersionPage = try await decoded(
                ServiceCall(
                    "ListVersionsByFunction",
                    "GET",
                    path("/versions"),
                    query: marker.map { [Field("Marker", $0)] } ?? []
                )
            )
            all += page.versions
            marker = page.nextMarker.flatMap { $0.isEmpty ? nil : $0 }
        } while marker != nil
        return all
    }

    /// Every alias.
    package func aliases() async throws(CallFailure) -> [AliasConfiguration] {
        var all: [AliasConfiguration] = []
        var marker: String?
        repeat {
            let page: AliasPage = try await decoded(
                ServiceCall(
                    "ListAliases",
                    "GET",
                    path("/aliases"),
                    query: marker.map { [Field("Marker", $0)] } ?? []
                )
            )
            all += page.aliases
            marker = page.nextMarker.flatMap { $0.isEmpty ? nil : $0 }
        } while marker != nil
        return all
    }

    /// The concurrency reserved for the function, where any is.
    package func reservedConcurrency() async throws(CallFailure) -> Int? {
        let call = ServiceCall(
            "GetFunctionConcurrency",
            "GET",
            path("/concurrency", api: "2019-09-30")
        )
        let answer: Concurrency = try await decoded(call)
        return answer.reserved
    }
}

extension LambdaAPI {
    /// Changes memory and description of `$LATEST`, if it is still at the revision given.
    package func update(
        memoryMB: Int,
        description: String?,
        revision: String?
    ) async throws(CallFailure) -> FunctionConfiguration {
        let body = UpdateBody(memorySize: memoryMB, description: description, revisionID: revision)
        return try await decoded(
            ServiceCall(
                "UpdateFunctionConfiguration",
                "PUT",
                path("/configuration"),
                body: encoded(body)
            )
        )
    }

    /// Publishes `$LATEST`, if code and revision are still those given; the last version comes back
    /// when nothing changed since.
    package func publish(
        code: String,
        description: String,
        revision: String?
    ) async throws(CallFailure) -> FunctionConfiguration {
        let body = PublishBody(codeSha256: code, description: description, revisionID: revision)
        return try await decoded(
            ServiceCall("PublishVersion", "POST", path("/versions"), body: encoded(body))
        )
    }

    /// Makes an alias.
    package func createAlias(
        _ alias: AliasConfiguration
    ) async throws(CallFailure) -> AliasConfiguration {
        try await decoded(
            ServiceCall("CreateAlias", "POST", path("/aliases"), body: encoded(alias))
        )
    }

    /// Points an alias elsewhere, if it is still at the revision that `alias` carries.
    package func updateAlias(
        _ alias: AliasConfiguration
    ) async throws(CallFailure) -> AliasConfiguration {
        var body = alias
        // Leaving the routing out would keep the old weights.
        body.routing = alias.routing ?? AliasRouting(additionalVersionWeights: [:])
        let name = PercentEncoding.component(alias.name)
        return try await decoded(
            ServiceCall("UpdateAlias", "PUT", path("/aliases/\(name)"), body: encoded(body))
        )
    }

    /// Deletes an alias.
    package func deleteAlias(_ name: String) async throws(CallFailure) {
        _ = try await caller.send(
            ServiceCall(
                "DeleteAlias",
                "DELETE",
                path("/aliases/\(PercentEncoding.component(name))")
            )
        )
    }

    /// Deletes one published version; never `$LATEST`, and never the function.
    package func deleteVersion(_ version: String) async throws(CallFailure) {
        // Without a version, this very call deletes the function with everything it has.
        precondition(!version.isEmpty && version.allSatisfy(\.isNumber), "only numbered versions")
        _ = try await caller.send(
            ServiceCall("DeleteFunction", "DELETE", path(""), query: [Field("Qualifier", version)])
        )
    }
}

extension LambdaAPI {
    /// Runs the function once and waits for its answer and the end of its log.
    ///
    /// - Parameters:
    ///   - qualifier: The version or alias.
    ///   - event: The event, JSON of at most 6 MB.
    ///   - timeout: The function's own timeout; the answer may take a little longer.
    /// - Returns: The answer with the end of the log.
    /// - Throws: ``CallFailure``.
    package func invoke(
        _ qualifier: String?,
        event: Data,
        timeout: Duration
    ) async throws(CallFailure) -> InvokeReply {
        let call = ServiceCall(
            "Invoke",
            "POST",
            path("/invocations"),
            query: qualifier.map { [Field("Qualifier", $0)] } ?? [],
            headers: [
                Field("X-Amz-Invocation-Type", "RequestResponse"),
                Field("X-Amz-Log-Type", "Tail"),
                Field("Content-Type", "application/json"),
            ],
            body: event,
            // INIT comes on top of the function's timeout, and queueing on top of both.
            timeout: timeout + .seconds(60),
            isInvocation: true
        )
        return InvokeReply(try await caller.send(call))
    }

    private func decoded<Answer: Decodable>(
        _ call: ServiceCall
    ) async throws(CallFailure) -> Answer {
        let response = try await caller.send(call)
        do {
            return try JSONDecoder().decode(Answer.self, from: response.body)
        } catch {
            throw .unreadable(operation: call.operation, reason: "it is not the documented JSON")
        }
    }

    private func encoded(_ body: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and numbers always encode; an empty body would be AWS's to refuse.
        return (try? encoder.encode(body)) ?? Data()
    }
}
