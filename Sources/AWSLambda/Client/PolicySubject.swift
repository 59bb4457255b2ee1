/// What of a function decides about the permissions that it and its tuner need.
package struct PolicySubject: Hashable, Sendable {
    /// The function's ARN, without version.
    package let functionArn: String

    /// The log group that it writes to.
    package let logGroup: String

    /// Whether it is attached to a VPC.
    package let isInVPC: Bool

    /// Whether it traces its invocations with X-Ray.
    package let isTraced: Bool

    /// Takes what a configuration says.
    ///
    /// - Parameters:
    ///   - functionArn: The function's ARN, without version.
    ///   - configuration: The configuration.
    package init(functionArn: String, configuration: FunctionConfiguration) {
        self.functionArn = functionArn
        logGroup = configuration.logGroup
        isInVPC = configuration.vpc?.vpcID.map { !$0.isEmpty } ?? false
        isTraced = configuration.tracing?.mode == "Active"
    }

    /// Takes a function that nobody may look at yet: with its own log group, no VPC and no tracing.
    ///
    /// - Edge cases: nil unless the name was given as an ARN, because a policy needs the account.
    package init?(unseen function: FunctionName) {
        guard let region = function.region, let account = function.account else { return nil }
        let partition = Endpoint.partition(of: region)
        functionArn = "arn:\(partition):lambda:\(region):\(account):function:\(function.name)"
        logGroup = "/aws/lambda/\(function.name)"
        isInVPC = false
        isTraced = false
    }
}

extension FunctionConfiguration {
    /// The log group that the function writes to.
    package var logGroup: String { logging?.logGroup ?? "/aws/lambda/\(functionName)" }
}
