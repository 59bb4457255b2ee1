import AWSLambda
import Foundation

/// A function behind Lambda's documented API, with the documented shapes and nothing more, that can be
/// made to fail at any change. In tests only.
actor FakeLambda {
    struct Version: Hashable {
        var memoryMB: Int
        var description: String
        var codeSha256: String
    }

    var latest = Version(memoryMB: 512, description: "my function", codeSha256: "c0de=")
    var versions: [String: Version] = [
        "1": Version(memoryMB: 512, description: "first", codeSha256: "old="),
        "2": Version(memoryMB: 512, description: "", codeSha256: "c0de="),
    ]
    var aliases: [String: AliasConfiguration] = [
        "live": AliasConfiguration(name: "live", functionVersion: "2", revisionID: "a0")
    ]
    /// Merged into every configuration.
    var extras: [String: any Sendable] = [:]
    var reserved: Int?
    /// How many times a configuration says `InProgress` after each update.
    var pollsUntilSettled = 1
    /// Decides what goes wrong at the nth change (counted from 0).
    var fault: @Sendable (Int, HTTPRequest) -> Fault? = { _, _ in nil }
    /// The milliseconds that an invocation takes with a memory setting, or another reply.
    var respond: @Sendable (Int, HTTPRequest) -> HTTPResponse = { _, _ in .json("{}") }

    private(set) var changes = 0
    private(set) var log: [HTTPRequest] = []
    private(set) var isDead = false
    private var revision = 0
    private var nextVersion = 3
    private var pending = 0
    private var lastPublished: Version?

    enum Fault: Hashable {
        /// The request never arrives, and nothing after it does.
        case deadBefore
        /// The request is carried out, but neither its answer nor anything after it arrives.
        case deadAfter
        /// The connection is cut once after the request was carried out.
        case cutAfter
        /// The answer is this status with this code, and nothing is done.
        case answer(Int, String)
    }

    func configure(_ change: @Sendable (isolated FakeLambda) -> Void) { change(self) }

    func revive() { isDead = false; fault = { _, _ in nil } }

    /// Another deployment, by someone else.
    func someoneDeploys(memoryMB: Int? = nil, code: String? = nil) {
        latest.memoryMB = memoryMB ?? latest.memoryMB
        latest.codeSha256 = code ?? latest.codeSha256
        revision += 1
    }

    /// Everything that must be as before.
    var state: State {
        State(
            latest: latest,
            versions: versions,
            aliases: aliases.mapValues {
                var bare = $0
                bare.revisionID = nil
                if bare.weights.isEmpty { bare.routing = nil }
                return bare
            }
        )
    }

    struct State: Hashable {
        let latest: Version
        let versions: [String: Version]
        let aliases: [String: AliasConfiguration]
    }

    nonisolated var transport: ScriptedTransport {
        ScriptedTransport { request throws(TransportFailure) in try await self.answer(request) }
    }

    func answer(_ request: HTTPRequest) throws(TransportFailure) -> HTTPResponse {
        log.append(request)
        if isDead { throw .cannotConnect(reason: "the network is gone") }
        let isChange = request.method != "GET" && !request.path.hasSuffix("/invocations")
        guard isChange else { return reply(to: request) }
        let fault = fault(changes, request)
        changes += 1
        switch fault {
        case nil: return reply(to: request)
        case .deadBefore:
            isDead = true
            throw .cannotConnect(reason: "the network is gone")
        case .deadAfter:
            isDead = true
            _ = reply(to: request)
            throw .connectionLost(reason: "the network is gone")
        case .cutAfter:
            _ = reply(to: request)
            throw .connectionLost(reason: "reset")
        case .answer(let status, let code): return Self.error(status, code)
        }
    }

    static func error(_ status: Int, _ code: String) -> HTTPResponse {
        .json(
            #"{"Type":"User","message":"the words of AWS"}"#,
            status: status,
            headers: [Field("x-amzn-ErrorType", code)]
        )
    }
}

extension FakeLambda {
    private func reply(to request: HTTPRequest) -> HTTPResponse {
        let parts = request.path.split(separator: "/").map(String.init)
        let body = (try? JSONSerialization.jsonObject(with: request.body)) as? [String: Any] ?? [:]
        let qualifier = request.query.first { $0.name == "Qualifier" }?.value
        let resource = parts.dropFirst(3).first ?? ""
        switch (request.method, resource) {
        case ("GET", "configuration"): return configuration(of: qualifier)
        case ("PUT", "configuration"): return update(body)
        case ("GET", "versions"): return listVersions()
        case ("POST", "versions"): return publish(body)
        case ("GET", "aliases"): return listAliases()
        case ("POST", "aliases"): return createAlias(body)
        case ("PUT", "aliases"): return updateAlias(parts[4], body)
        case ("DELETE", "aliases"): return deleteAlias(parts[4])
        case ("DELETE", ""): return deleteVersion(qualifier)
        case ("GET", "concurrency"):
            return .json(reserved.map { #"{"ReservedConcurrentExecutions":\#($0)}"# } ?? "{}")
        case ("POST", "invocations"): return invoke(qualifier, request)
        default: return Self.error(404, "ResourceNotFoundException")
        }
    }

    private func document(_ version: String, _ content: Version) -> [String: Any] {
        let arn = "arn:aws:lambda:eu-central-1:123456789012:function:resize"
        var document: [String: Any] = [
            "FunctionName": "resize",
            "FunctionArn": version == "$LATEST" ? arn : "\(arn):\(version)",
            "Version": version, "MemorySize": content.memoryMB, "Timeout": 3,
            "Description": content.description, "CodeSha256": content.codeSha256,
            "RevisionId": "r\(revision)", "State": "Active", "Architectures": ["x86_64"],
            "LastUpdateStatus": version == "$LATEST" && pending > 0 ? "InProgress" : "Successful",
        ]
        document.merge(extras) { $1 }
        return document
    }

    private func json(_ object: Any, status: Int = 200) -> HTTPResponse {
        let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
        return HTTPResponse(status: status, body: data)
    }

    private func configuration(of qualifier: String?) -> HTTPResponse {
        guard let qualifier else {
            defer { if pending > 0 { pending -= 1; if pending == 0 { revision += 1 } } }
            return json(document("$LATEST", latest))
        }
        guard let version = versions[qualifier] else {
            return Self.error(404, "ResourceNotFoundException")
        }
        return json(document(qualifier, version))
    }

    private func update(_ body: [String: Any]) -> HTTPResponse {
        if pending > 0 { return Self.error(409, "ResourceConflictException") }
        if let expected = body["RevisionId"] as? String, expected != "r\(revision)" {
            return Self.error(412, "PreconditionFailedException")
        }
        latest.memoryMB = body["MemorySize"] as? Int ?? latest.memoryMB
        latest.description = body["Description"] as? String ?? latest.description
        revision += 1
        pending = pollsUntilSettled
        return json(document("$LATEST", latest))
    }

    private func listVersions() -> HTTPResponse {
        let published = versions.keys.sorted { Int($0) ?? 0 < Int($1) ?? 0 }
            .compactMap { name in versions[name].map { document(name, $0) } }
        return json(["Versions": [document("$LATEST", latest)] + published])
    }

    private func publish(_ body: [String: Any]) -> HTTPResponse {
        if pending > 0 { return Self.error(409, "ResourceConflictException") }
        if let expected = body["RevisionId"] as? String, expected != "r\(revision)" {
            return Self.error(412, "PreconditionFailedException")
        }
        if lastPublished == latest, let last = versions.keys.compactMap(Int.init).max() {
            return json(document("\(last)", versions["\(last)"] ?? latest), status: 201)
        }
        let number = "\(nextVersion)"
        nextVersion += 1
        lastPublished = latest
        var version = latest
        version.description = body["Description"] as? String ?? latest.description
        versions[number] = version
        return json(document(number, version), status: 201)
    }

    private func listAliases() -> HTTPResponse {
        let all = aliases.values.sorted { $0.name < $1.name }
        let data = (try? JSONEncoder().encode(["Aliases": all])) ?? Data()
        return HTTPResponse(status: 200, body: data)
    }

    private func createAlias(_ body: [String: Any]) -> HTTPResponse {
        guard let name = body["Name"] as? String, let version = body["FunctionVersion"] as? String
        else { return Self.error(400, "InvalidParameterValueException") }
        if aliases[name] != nil { return Self.error(409, "ResourceConflictException") }
        aliases[name] = AliasConfiguration(
            name: name,
            functionVersion: version,
            description: body["Description"] as? String,
            revisionID: "a\(changes)"
        )
        return encoded(aliases[name], status: 201)
    }

    private func updateAlias(_ name: String, _ body: [String: Any]) -> HTTPResponse {
        guard var alias = aliases[name] else { return Self.error(404, "ResourceNotFoundException") }
        if let expected = body["RevisionId"] as? String, expected != alias.revisionID {
            return Self.error(412, "PreconditionFailedException")
        }
        alias.functionVersion = body["FunctionVersion"] as? String ?? alias.functionVersion
        if let routing = body["RoutingConfig"] as? [String: Any] {
            let weights = routing["AdditionalVersionWeights"] as? [String: Double] ?? [:]
            alias.routing = AliasRouting(additionalVersionWeights: weights)
        }
        alias.revisionID = "a\(changes)u"
        aliases[name] = alias
        return encoded(alias)
    }

    private func deleteAlias(_ name: String) -> HTTPResponse {
        aliases[name] = nil
        return HTTPResponse(status: 204)
    }

    private func deleteVersion(_ qualifier: String?) -> HTTPResponse {
        guard let qualifier, versions[qualifier] != nil else {
            return Self.error(404, "ResourceNotFoundException")
        }
        let isUsed = aliases.values.contains {
            $0.functionVersion == qualifier || $0.weights[qualifier] != nil
        }
        if isUsed { return Self.error(409, "ResourceConflictException") }
        versions[qualifier] = nil
        return HTTPResponse(status: 204)
    }

    private func invoke(_ qualifier: String?, _ request: HTTPRequest) -> HTTPResponse {
        let version = qualifier.flatMap { aliases[$0]?.functionVersion } ?? qualifier
        guard let content = version == nil ? latest : versions[version ?? ""] else {
            return Self.error(404, "ResourceNotFoundException")
        }
        return respond(content.memoryMB, request)
    }

    private func encoded(_ value: some Encodable, status: Int = 200) -> HTTPResponse {
        HTTPResponse(status: status, body: (try? JSONEncoder().encode(value)) ?? Data())
    }
}
