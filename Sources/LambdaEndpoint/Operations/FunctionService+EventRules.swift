import Foundation

extension FunctionService {
    func eventRulesResource(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        var function = try function(named: reference.name)
        let qualifier = reference.qualifier ?? VersionRecord.latest
        switch request.method {
        case "PUT", "POST":
            let start = request.method == "POST" ? function.eventRules[qualifier] : nil
            function.eventRules[qualifier] = try changed(start ?? EventRules(), by: request)
            try commit(function)
        case "DELETE":
            function.eventRules[qualifier] = nil
            try commit(function)
            return .empty
        case "GET":
            break
        default:
            throw Self.unknown(request)
        }
        guard let rules = function.eventRules[qualifier] else {
            throw .notFound(
                "The function \(configuration.functionARN(function.name, reference.qualifier)) "
                    + "doesn't have an EventInvokeConfig"
            )
        }
        return try ServiceAnswer(
            200,
            EventRulesAnswer(
                functionArn: configuration.functionARN(function.name, qualifier),
                lastModified: rules.lastModified,
                maximumRetryAttempts: rules.maximumRetryAttempts,
                maximumEventAgeInSeconds: rules.maximumEventAge
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
        }
        let change = try request.parameters(Change.self)
        var rules = rules
        rules.maximumRetryAttempts = change.maximumRetryAttempts ?? rules.maximumRetryAttempts
        rules.maximumEventAge = change.maximumEventAgeInSeconds ?? rules.maximumEventAge
        rules.lastModified = Date().timeIntervalSince1970
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

/// - Source: AWS Lambda API Reference, FunctionEventInvokeConfig.
private struct EventRulesAnswer: Encodable {
    var functionArn: String
    var lastModified: Double
    var maximumRetryAttempts: Int
    var maximumEventAgeInSeconds: Int
}
