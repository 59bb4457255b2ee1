/// The configuration of a function or of one of its versions, as Lambda's API gives it.
///
/// - Source: AWS Lambda API Reference, FunctionConfiguration.
package struct FunctionConfiguration: Hashable, Sendable, Codable {
    package var functionName: String
    package var functionArn: String
    package var version: String
    package var memorySize: Int

    /// Unit: seconds.
    package var timeout: Int
    package var description: String?
    package var codeSha256: String

    /// Changes with every change of the function.
    package var revisionID: String?
    package var runtime: String?
    package var packageType: String?
    package var architectures: [String]?
    package var state: String?
    package var stateReason: String?
    package var lastUpdateStatus: String?
    package var lastUpdateStatusReason: String?
    package var snapStart: SnapStart?
    package var tracing: Tracing?
    package var vpc: VPC?
    package var logging: Logging?
    package var ephemeralStorage: EphemeralStorage?

    /// Present on Managed Instances only.
    package var capacityProvider: Presence?

    /// Present on functions with tenant isolation only.
    package var tenancy: Presence?

    /// Present on durable functions only.
    package var durable: Presence?

    private enum CodingKeys: String, CodingKey {
        case functionName = "FunctionName"
        case functionArn = "FunctionArn"
        case version = "Version"
        case memorySize = "MemorySize"
        case timeout = "Timeout"
        case description = "Description"
        case codeSha256 = "CodeSha256"
        case revisionID = "RevisionId"
        case runtime = "Runtime"
        case packageType = "PackageType"
        case architectures = "Architectures"
        case state = "State"
        case stateReason = "StateReason"
        case lastUpdateStatus = "LastUpdateStatus"
        case lastUpdateStatusReason = "LastUpdateStatusReason"
        case snapStart = "SnapStart"
        case tracing = "TracingConfig"
        case vpc = "VpcConfig"
        case logging = "LoggingConfig"
        case ephemeralStorage = "EphemeralStorage"
        case capacityProvider = "CapacityProviderConfig"
        case tenancy = "TenancyConfig"
        case durable = "DurableConfig"
    }
}

extension FunctionConfiguration {
    package struct SnapStart: Hashable, Sendable, Codable {
        package var applyOn: String?

        private enum CodingKeys: String, CodingKey { case applyOn = "ApplyOn" }
    }

    package struct Tracing: Hashable, Sendable, Codable {
        package var mode: String?

        private enum CodingKeys: String, CodingKey { case mode = "Mode" }
    }

    package struct VPC: Hashable, Sendable, Codable {
        package var vpcID: String?

        private enum CodingKeys: String, CodingKey { case vpcID = "VpcId" }
    }

    package struct Logging: Hashable, Sendable, Codable {
        package var logFormat: String?
        package var systemLogLevel: String?
        package var logGroup: String?

        private enum CodingKeys: String, CodingKey {
            case logFormat = "LogFormat"
            case systemLogLevel = "SystemLogLevel"
            case logGroup = "LogGroup"
        }
    }

    package struct EphemeralStorage: Hashable, Sendable, Codable {
        /// Unit: MB.
        package var size: Int

        private enum CodingKeys: String, CodingKey { case size = "Size" }
    }

    /// Something of which only the presence matters.
    package struct Presence: Hashable, Sendable, Codable {}
}

extension FunctionConfiguration {
    /// Whether the configuration can be used and changed now.
    package var isSettled: Bool {
        lastUpdateStatus ?? "Successful" == "Successful"
            && ["Active", "Inactive", nil].contains(state)
    }

    /// Whether a change failed for good.
    package var hasFailed: Bool { lastUpdateStatus == "Failed" || state == "Failed" }
}
