extension FunctionService {
    func eventRulesResource(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        var function = try function(named: reference.name)
        if request.method == "GET", request.path.count > 3 {
            return try listRules(of: function, request)
        }
        let qualifier = reference.qualifier ?? VersionRecord.latest
        let known = function.eventRules[qualifier]
        switch request.method {
        case "PUT":
            function.eventRules[qualifier] = try changed(EventRules(), by: request)
            try commit(function)
        case "POST":
            guard let known else { throw noRules(function, reference.qualifier) }
            function.eventRules[qualifier] = try changed(known, by: request)
            try commit(function)
        case "DELETE":
            guard known != nil else { throw noRules(function, reference.qualifier) }
            function.eventRules[qualifier] = nil
            try commit(function)
            return .empty
        case "GET":
            break
        default:
            throw Self.unknown(request)
        }
        guard let rules = function.eventRules[qualifier] else {
            throw noRules(function, reference.qualifier)
        }
        return try ServiceAnswer(200, answer(rules, of: function, qualifier))
    }

    private func listRules(
        of function: FunctionRecord,
        _ request: ServiceRequest
    ) throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable {
            var functionEventInvokeConfigs: [EventRulesAnswer]
            var nextMarker: String?
        }
        let all = function.eventRules.sorted { $0.key < $1.key }
            .map { answer($0.value, of: function, $0.key) }
        let page = try Page(all, request)
        return try ServiceAnswer(
            200,
            Answer(functionEventInvokeConfigs: page.items, nextMarker: page.nextMarker)
        )
    }

    private func noRules(_ function: FunctionRecord, _ qualifier: String?) -> ServiceRefusal {
        .notFound(
            "The function \(configuration.functionARN(function.name, qualifier)) "
                + "doesn't have an EventInvokeConfig"
        )
    }

    private func answer(
        _ rules: EventRules,
        of function: FunctionRecord,
        _ qualifier: String
    ) -> EventRulesAnswer {
        EventRulesAnswer(
            functionArn: configuration.functionARN(function.name, qualifier),
            lastModified: rules.lastModified,
            maximumRetryAttempts: rules.maximumRetryAttempts,
            maximumEventAgeInSeconds: rules.maximumEventAge,
            destinationConfig: Destinations(
                onSuccess: Destinations.Target(destination: rules.onSuccess),
                onFailure: Destinations.Target(destination: rules.onFailure)
            )
        )
    }

    private func changed(
        _ rules: EventRules,
        by request: ServiceRequest
    ) throws(ServiceRefusal) -> EventRules {
        struct Change: Decodable {
            var maximumRetryAttempts: Int?
            var maximumEventAgeInSeconds: Int?
            var destinationConfig: Destinations?
        }
        let change = try request.parameters(Change.self)
        var rules = rules
        rules.maximumRetryAttempts = change.maximumRetryAttempts ?? rules.maximumRetryAttempts
        rules.maximumEventAge = change.maximumEventAgeInSeconds ?? rules.maximumEventAge
        if let targets = change.destinationConfig {
            rules.onSuccess = try targets.onSuccess?.checked()
            rules.onFailure = try targets.onFailure?.checked()
        }
        rules.lastModified = configuration.now()
        guard (0...2).contains(rules.maximumRetryAttempts) else {
            throw .constraint(
                String(rules.maximumRetryAttempts),
                at: "maximumRetryAttempts",
                "have value between 0 and 2"
            )
        }
        guard (60...21_600).contains(rules.maximumEventAge) else {
            throw .constraint(
                String(rules.maximumEventAge),
                at: "maximumEventAgeInSeconds",
                "have value between 60 and 21600"
            )
        }
        return rules
    }
}

/// - Source: AWS Lambda API Reference, DestinationConfig.
private struct Destinations: Codable {
    struct Target: Codable {
        var destination: String?

        /// The ARN; nothing where none is wanted.
        ///
        /// - Throws: ``ServiceRefusal`` for what is no ARN.
        func checked() throws(ServiceRefusal) -> String? {
            guard let destination, !destination.isEmpty else { return nil }
            guard destination.utf8.count <= 350,
                destination.wholeMatch(of: /arn:aws[a-zA-Z0-9-]*:[a-z0-9-]+:[^\s]+/) != nil
            else {
                throw .constraint(
                    destination,
                    at: "destinationConfig.destination",
                    "satisfy regular expression pattern: the ARN of a function, queue, topic, bucket "
                        + "or event bus"
                )
            }
            return destination
        }
    }

    var onSuccess: Target?
    var onFailure: Target?
}

/// - Source: AWS Lambda API Reference, FunctionEventInvokeConfig.
private struct EventRulesAnswer: Encodable {
    var functionArn: String
    var lastModified: Double
    var maximumRetryAttempts: Int
    var maximumEventAgeInSeconds: Int
    var destinationConfig: Destinations
}
