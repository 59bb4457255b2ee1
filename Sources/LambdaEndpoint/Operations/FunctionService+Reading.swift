extension FunctionService {
    func getFunction(_ reference: FunctionReference) throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable {
            struct Location: Encodable {
                var repositoryType = "Local"
                var location: String
            }
            struct Concurrency: Encodable { var reservedConcurrentExecutions: Int }

            var configuration: ConfigurationAnswer
            var code: Location
            var tags: [String: String] = [:]
            var concurrency: Concurrency?
        }
        let function = try function(named: reference.name)
        let version = try version(reference, of: function)
        return try ServiceAnswer(
            200,
            Answer(
                configuration: answer(version, of: function.name, reference.qualifier),
                code: Answer.Location(
                    location: "file://\(store.code(version.settings.codeSha256))"
                ),
                concurrency: function.reserved.map {
                    Answer.Concurrency(reservedConcurrentExecutions: $0)
                }
            )
        )
    }

    func getConfiguration(_ reference: FunctionReference) throws(ServiceRefusal) -> ServiceAnswer {
        let function = try function(named: reference.name)
        let version = try version(reference, of: function)
        return try ServiceAnswer(200, answer(version, of: function.name, reference.qualifier))
    }

    func listFunctions(_ request: ServiceRequest) throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable {
            var functions: [ConfigurationAnswer]
            var nextMarker: String?
        }
        var all: [ConfigurationAnswer] = []
        for function in functions.values.sorted(by: { $0.name < $1.name }) {
            all.append(answer(function.latest, of: function.name, nil))
            guard request.query["FunctionVersion"] == "ALL" else { continue }
            all += function.versions.map { answer($0, of: function.name, $0.version) }
        }
        let page = try Page(all, request)
        return try ServiceAnswer(
            200,
            Answer(functions: page.items, nextMarker: page.nextMarker)
        )
    }

    func publishVersion(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        struct Publication: Decodable {
            var codeSha256: String?
            var description: String?
            var revisionId: String?
        }
        let publication = try request.parameters(Publication.self)
        var function = try changeable(reference, revision: publication.revisionId)
        if let digest = publication.codeSha256, digest != function.latest.settings.codeSha256 {
            throw .invalid(
                "CodeSHA256 (\(digest)) is different from current CodeSHA256 in $LATEST "
                    + "(\(function.latest.settings.codeSha256)). Please try again with the "
                    + "CodeSHA256 in $LATEST."
            )
        }
        let version = function.publish(description: publication.description)
        try commit(function)
        return try ServiceAnswer(201, answer(version, of: function.name, version.version))
    }

    func listVersions(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable {
            var versions: [ConfigurationAnswer]
            var nextMarker: String?
        }
        let function = try function(named: reference.name)
        let all = ([function.latest] + function.versions).map {
            answer($0, of: function.name, $0.version)
        }
        let page = try Page(all, request)
        return try ServiceAnswer(200, Answer(versions: page.items, nextMarker: page.nextMarker))
    }

    /// The version that a call is about; `$LATEST` unless it says otherwise.
    func version(
        _ reference: FunctionReference,
        of function: FunctionRecord,
        draw: Double = 1
    ) throws(ServiceRefusal) -> VersionRecord {
        guard let qualifier = reference.qualifier else { return function.latest }
        guard let version = function.version(for: qualifier, draw: draw) else {
            throw .notFound(
                "Function not found: \(configuration.functionARN(function.name, qualifier))"
            )
        }
        return version
    }

    /// A version's configuration as the API gives it.
    func answer(
        _ version: VersionRecord,
        of name: String,
        _ qualifier: String?
    ) -> ConfigurationAnswer {
        ConfigurationAnswer(
            version,
            of: name,
            arn: configuration.functionARN(name, qualifier)
        )
    }
}
