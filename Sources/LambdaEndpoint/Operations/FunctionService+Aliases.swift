extension FunctionService {
    private struct AliasChange: Decodable {
        struct Routing: Decodable { var additionalVersionWeights: [String: Double]? }

        var name: String?
        var functionVersion: String?
        var description: String?
        var routingConfig: Routing?
        var revisionId: String?
    }

    func aliasResource(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        let name = request.path.count > 3 ? request.path[3] : nil
        switch (request.method, name) {
        case ("POST", nil): return try createAlias(request, reference)
        case ("GET", nil): return try listAliases(request, reference)
        case ("GET", let name?):
            let alias = try alias(name, of: function(named: reference.name))
            return try ServiceAnswer(200, answer(alias, of: reference.name))
        case ("PUT", let name?): return try updateAlias(name, request, reference)
        case ("DELETE", let name?): return try deleteAlias(name, reference)
        default: throw Self.unknown(request)
        }
    }

    private func createAlias(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        let change = try request.parameters(AliasChange.self)
        var function = try function(named: reference.name)
        guard let name = change.name,
            name.wholeMatch(of: /(?![0-9]+$)[A-Za-z0-9_-]{1,128}/) != nil
        else {
            throw .constraint(
                change.name ?? "null",
                at: "name",
                "satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)"
            )
        }
        guard function.aliases[name] == nil else {
            throw .conflict(
                "Alias already exists: \(configuration.functionARN(function.name, name))"
            )
        }
        guard let version = change.functionVersion else {
            throw .constraint("null", at: "functionVersion", "not be null")
        }
        let alias = AliasRecord(
            name: name,
            functionVersion: version,
            description: change.description ?? "",
            weights: change.routingConfig?.additionalVersionWeights ?? [:],
            revisionID: Self.revision()
        )
        try check(alias, of: function)
        function.aliases[name] = alias
        try commit(function)
        return try ServiceAnswer(201, answer(alias, of: function.name))
    }

    private func updateAlias(
        _ name: String,
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        let change = try request.parameters(AliasChange.self)
        var function = try function(named: reference.name)
        var alias = try alias(name, of: function)
        if let revision = change.revisionId, revision != alias.revisionID { throw .outdated }
        alias.functionVersion = change.functionVersion ?? alias.functionVersion
        alias.description = change.description ?? alias.description
        alias.weights =
            change.routingConfig.map { $0.additionalVersionWeights ?? [:] }
            ?? alias.weights
        alias.revisionID = Self.revision()
        try check(alias, of: function)
        function.aliases[name] = alias
        try commit(function)
        return try ServiceAnswer(200, answer(alias, of: function.name))
    }

    private func deleteAlias(
        _ name: String,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        var function = try function(named: reference.name)
        // Deleting what is not there is no error, as with AWS.
        function.aliases[name] = nil
        function.provisioned[name] = nil
        try commit(function)
        return .empty
    }

    private func listAliases(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable {
            var aliases: [AliasAnswer]
            var nextMarker: String?
        }
        let function = try function(named: reference.name)
        let wanted = request.query["FunctionVersion"]
        let all = function.aliases.values
            .filter {
                wanted == nil || $0.functionVersion == wanted || $0.weights[wanted ?? ""] != nil
            }
            .sorted { $0.name < $1.name }
            .map { answer($0, of: function.name) }
        let page = try Page(all, request)
        return try ServiceAnswer(200, Answer(aliases: page.items, nextMarker: page.nextMarker))
    }

    private func alias(
        _ name: String,
        of function: FunctionRecord
    ) throws(ServiceRefusal) -> AliasRecord {
        guard let alias = function.aliases[name] else {
            throw .notFound(
                "Cannot find alias arn: \(configuration.functionARN(function.name, name))"
            )
        }
        return alias
    }

    /// An alias stands for one published version or two, or for `$LATEST` alone.
    ///
    /// - Source: AWS Lambda Developer Guide, "Create a weighted alias".
    private func check(
        _ alias: AliasRecord,
        of function: FunctionRecord
    ) throws(ServiceRefusal) {
        for version in [alias.functionVersion] + alias.weights.keys.sorted()
        where function.version(version) == nil {
            throw .notFound(
                "Function not found: \(configuration.functionARN(function.name, version))"
            )
        }
        guard !alias.weights.isEmpty else { return }
        guard alias.weights.count == 1, alias.weights[alias.functionVersion] == nil else {
            throw .invalid("An alias divides its traffic between two different versions at most.")
        }
        guard alias.weights.values.allSatisfy((0...1).contains) else {
            throw .invalid("Routing weights are between 0.0 and 1.0.")
        }
        guard alias.functionVersion != VersionRecord.latest,
            alias.weights[VersionRecord.latest] == nil
        else {
            throw .invalid(
                "$LATEST is not supported for an alias pointing to more than 1 version"
            )
        }
    }

    private func answer(_ alias: AliasRecord, of name: String) -> AliasAnswer {
        AliasAnswer(
            aliasArn: configuration.functionARN(name, alias.name),
            name: alias.name,
            functionVersion: alias.functionVersion,
            description: alias.description,
            routingConfig: alias.weights.isEmpty
                ? nil : AliasAnswer.Routing(additionalVersionWeights: alias.weights),
            revisionId: alias.revisionID
        )
    }
}

/// An alias as the API gives it.
///
/// - Source: AWS Lambda API Reference, AliasConfiguration.
private struct AliasAnswer: Encodable {
    struct Routing: Encodable { var additionalVersionWeights: [String: Double] }

    var aliasArn: String
    var name: String
    var functionVersion: String
    var description: String
    var routingConfig: Routing?
    var revisionId: String
}
