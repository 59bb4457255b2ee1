extension FunctionService {
    /// The answer about environments that are kept ready.
    ///
    /// - Source: AWS Lambda API Reference, GetProvisionedConcurrencyConfig.
    private struct ProvisionedAnswer: Encodable {
        var functionArn: String?
        var requestedProvisionedConcurrentExecutions: Int
        var availableProvisionedConcurrentExecutions: Int
        var allocatedProvisionedConcurrentExecutions: Int
        var status: String
        var lastModified: String
    }

    func provisionedResource(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        let function = try function(named: reference.name)
        if request.method == "GET", request.query["List"] == "ALL" {
            return try await listProvisioned(function)
        }
        guard let qualifier = reference.qualifier, qualifier != VersionRecord.latest else {
            throw .invalid(
                "Provisioned Concurrency Configs cannot be applied to unpublished "
                    + "function versions."
            )
        }
        let version = try version(reference, of: function)
        switch request.method {
        case "PUT":
            return try await putProvisioned(request, function, qualifier, version)
        case "GET":
            let answer = await provisionedAnswer(function, qualifier, arn: false)
            guard let answer else { throw Self.noProvisioning }
            return try ServiceAnswer(200, answer)
        case "DELETE":
            var function = function
            guard function.provisioned.removeValue(forKey: qualifier) != nil else {
                throw Self.noProvisioning
            }
            try commit(function)
            let count = function.provisioned(for: version.version)
            queue.yield(.provision(runnable(version, of: function), count: count))
            return .empty
        default:
            throw Self.unknown(request)
        }
    }

    private func putProvisioned(
        _ request: ServiceRequest,
        _ function: FunctionRecord,
        _ qualifier: String,
        _ version: VersionRecord
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        struct Wish: Decodable { var provisionedConcurrentExecutions: Int }
        let wish = try request.parameters(Wish.self).provisionedConcurrentExecutions
        guard wish >= 1 else {
            throw .constraint(
                String(wish),
                at: "provisionedConcurrentExecutions",
                "have value greater than or equal to 1"
            )
        }
        var function = function
        function.provisioned[qualifier] = wish
        let total = function.provisioned.values.reduce(0, +)
        if let reserved = function.reserved, total > reserved {
            throw .invalid(
                "Requested Provisioned Concurrency should not be greater than the "
                    + "reservedConcurrentExecution for function"
            )
        }
        guard total <= configuration.concurrency - Self.unreservedMinimum else {
            throw .invalid(
                "Specified ConcurrentExecutions for function is greater than account's "
                    + "unreserved concurrency [\(configuration.concurrency)]."
            )
        }
        try commit(function)
        let count = function.provisioned(for: version.version)
        queue.yield(.provision(runnable(version, of: function), count: count))
        guard let answer = await provisionedAnswer(function, qualifier, arn: false) else {
            throw Self.noProvisioning
        }
        return try ServiceAnswer(202, answer)
    }

    private func listProvisioned(
        _ function: FunctionRecord
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable { var provisionedConcurrencyConfigs: [ProvisionedAnswer] }
        var all: [ProvisionedAnswer] = []
        for qualifier in function.provisioned.keys.sorted() {
            if let answer = await provisionedAnswer(function, qualifier, arn: true) {
                all.append(answer)
            }
        }
        return try ServiceAnswer(200, Answer(provisionedConcurrencyConfigs: all))
    }

    private func provisionedAnswer(
        _ function: FunctionRecord,
        _ qualifier: String,
        arn: Bool
    ) async -> ProvisionedAnswer? {
        guard let wanted = function.provisioned[qualifier],
            let version = function.version(for: qualifier)
        else { return nil }
        let ready = await fleet.provisioned(runnable(version, of: function).key)
        let available = min(ready.count, wanted)
        return ProvisionedAnswer(
            functionArn: arn ? configuration.functionARN(function.name, qualifier) : nil,
            requestedProvisionedConcurrentExecutions: wanted,
            availableProvisionedConcurrentExecutions: available,
            allocatedProvisionedConcurrentExecutions: available,
            status: available == wanted ? "READY" : ready.hasFailed ? "FAILED" : "IN_PROGRESS",
            lastModified: version.lastModified
        )
    }

    private static let noProvisioning = ServiceRefusal(
        404,
        "ProvisionedConcurrencyConfigNotFoundException",
        "No Provisioned Concurrency Config found for this function"
    )

    /// Prepares the environments that were asked for before the endpoint was last stopped.
    func provisionAgain() {
        for function in functions.values {
            for version in function.versions {
                let count = function.provisioned(for: version.version)
                if count > 0 {
                    queue.yield(.provision(runnable(version, of: function), count: count))
                }
            }
        }
    }

    /// Brings the environments that are kept ready to a number.
    nonisolated func provision(_ version: RunnableVersion, _ count: Int) async {
        await fleet.provision(version, count)
    }
}
