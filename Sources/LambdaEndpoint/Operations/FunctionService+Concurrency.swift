import LambdaPlatform

extension FunctionService {
    /// What must stay for functions that reserve nothing.
    ///
    /// - Source: AWS Lambda API Reference, PutFunctionConcurrency: at least 100.
    static let unreservedMinimum = 100

    func reservedResource(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) throws(ServiceRefusal) -> ServiceAnswer {
        struct Reservation: Codable { var reservedConcurrentExecutions: Int? }
        var function = try function(named: reference.name)
        switch request.method {
        case "GET":
            return try ServiceAnswer(
                200,
                Reservation(reservedConcurrentExecutions: function.reserved)
            )
        case "DELETE":
            function.reserved = nil
            try commit(function)
            return .empty
        case "PUT":
            guard
                let wanted = try request.parameters(Reservation.self).reservedConcurrentExecutions
            else { throw .constraint("null", at: "reservedConcurrentExecutions", "not be null") }
            try check(reserved: wanted, for: function)
            function.reserved = wanted
            try commit(function)
            return try ServiceAnswer(200, Reservation(reservedConcurrentExecutions: wanted))
        default:
            throw Self.unknown(request)
        }
    }

    func accountSettings() throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable {
            struct Limit: Encodable {
                var totalCodeSize = 80_530_636_800
                var codeSizeUnzipped = PackageLimits.unpackedBytes
                var codeSizeZipped = PackageLimits.uploadBytes
                var concurrentExecutions: Int
                var unreservedConcurrentExecutions: Int
            }
            struct Usage: Encodable {
                var totalCodeSize: Int
                var functionCount: Int
            }

            var accountLimit: Limit
            var accountUsage: Usage
        }
        let versions = functions.values.flatMap { [$0.latest] + $0.versions }
        let reserved = functions.values.reduce(0) { $0 + ($1.reserved ?? 0) }
        return try ServiceAnswer(
            200,
            Answer(
                accountLimit: Answer.Limit(
                    concurrentExecutions: configuration.concurrency,
                    unreservedConcurrentExecutions: configuration.concurrency - reserved
                ),
                accountUsage: Answer.Usage(
                    totalCodeSize: versions.reduce(0) { $0 + $1.settings.codeSize },
                    functionCount: functions.count
                )
            )
        )
    }

    private func check(
        reserved: Int,
        for function: FunctionRecord
    ) throws(ServiceRefusal) {
        guard reserved >= 0 else {
            throw .constraint(
                String(reserved),
                at: "reservedConcurrentExecutions",
                "have value greater than or equal to 0"
            )
        }
        let provisioned = function.provisioned.values.reduce(0, +)
        guard reserved >= provisioned else {
            throw .invalid(
                "ReservedConcurrentExecutions \(reserved) should not be lower than function's "
                    + "total provisioned concurrency [\(provisioned)]."
            )
        }
        let others = functions.values.reduce(0) {
            $0 + ($1.name == function.name ? 0 : $1.reserved ?? 0)
        }
        guard configuration.concurrency - others - reserved >= Self.unreservedMinimum else {
            throw .invalid(
                "Specified ReservedConcurrentExecutions for function decreases account's "
                    + "UnreservedConcurrentExecution below its minimum value of "
                    + "[\(Self.unreservedMinimum)]."
            )
        }
    }
}
