/// An alias of a function, as Lambda's API gives it.
///
/// - Source: AWS Lambda API Reference, AliasConfiguration.
package struct AliasConfiguration: Hashable, Sendable, Codable {
    package var name: String
    package var functionVersion: String
    package var description: String?
    package var routing: AliasRouting?

    /// Changes with every change of the alias.
    package var revisionID: String?

    package init(
        name: String,
        functionVersion: String,
        description: String? = nil,
        routing: AliasRouting? = nil,
        revisionID: String? = nil
    ) {
        self.name = name
        self.functionVersion = functionVersion
        self.description = description
        self.routing = routing
        self.revisionID = revisionID
    }

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case functionVersion = "FunctionVersion"
        case description = "Description"
        case routing = "RoutingConfig"
        case revisionID = "RevisionId"
    }

    /// The share of traffic that goes to versions other than ``functionVersion``.
    package var weights: [String: Double] { routing?.additionalVersionWeights ?? [:] }
}

/// How an alias divides its traffic.
package struct AliasRouting: Hashable, Sendable, Codable {
    /// Shares, 0…1, by version; the rest goes to the alias's own version.
    package var additionalVersionWeights: [String: Double]

    package init(additionalVersionWeights: [String: Double]) {
        self.additionalVersionWeights = additionalVersionWeights
    }

    private enum CodingKeys: String, CodingKey {
        case additionalVersionWeights = "AdditionalVersionWeights"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        additionalVersionWeights =
            try container.decodeIfPresent(
                [String: Double].self,
                forKey: .additionalVersionWeights
            ) ?? [:]
    }
}
