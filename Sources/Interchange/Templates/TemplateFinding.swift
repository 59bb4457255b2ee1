/// Something in a template that will fail or mislead when it is deployed.
package struct TemplateFinding: Hashable, Sendable {
    /// Which trap it is.
    package let rule: TemplateRule

    /// The template.
    package let file: String

    /// The line, counted from 1.
    package let line: Int

    /// What is wrong, with names and figures.
    package let message: String
}

extension TemplateFinding: CustomStringConvertible {
    package var description: String {
        "\(file):\(line): \(rule.level.rawValue): \(message) \(rule.fix) [\(rule.rawValue)]"
    }
}

/// The traps of deployment that are known.
package enum TemplateRule: String, Hashable, Sendable, CaseIterable {
    case memoryRange = "memory-range"
    case inlineRuntime = "inline-runtime"
    case inlineSize = "inline-size"
    case inlineDependency = "inline-dependency"
    case unversionedCode = "unversioned-code"
    case packageSize = "package-size"
    case tooManyLayers = "too-many-layers"
    case publicSubnet = "public-subnet"
    case noNAT = "no-nat"
    case provisionedLatest = "provisioned-latest"
    case aliasTarget = "alias-target"
    case aliasWeights = "alias-weights"
    case tracingPermission = "tracing-permission"
    case storageRange = "storage-range"
    case reservedConcurrency = "reserved-concurrency"
    case shortTimeout = "short-timeout"

    /// How bad it is: an error fails on deployment, a warning misleads afterwards.
    package enum Level: String, Sendable {
        case error, warning
    }
}

extension TemplateRule {
    /// Whether deployment fails or only what comes after it.
    package var level: Level {
        switch self {
        case .inlineDependency, .unversionedCode, .publicSubnet, .noNAT, .tracingPermission,
            .shortTimeout:
            .warning
        default: .error
        }
    }

    /// What to do, as a sentence.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas", "Manage provisioned concurrency",
    ///   "Alias routing", "Give functions internet access"; CloudFormation reference of
    ///   `AWS::Lambda::Function Code`.
    package var fix: String {
        switch self {
        case .memoryRange: "Give 128 to 10240 MB."
        case .inlineRuntime: "Put the code into a package; ZipFile takes Node.js and Python alone."
        case .inlineSize: "Put the code into a package; ZipFile takes 4 MB."
        case .inlineDependency: "Put it into a package or a layer; ZipFile carries no libraries."
        case .unversionedCode:
            "Add S3ObjectVersion, or a new key for each build; else new code is not deployed."
        case .packageSize: "Leave files out, use layers, or deploy a container image."
        case .tooManyLayers: "Merge layers; a function takes 5."
        case .publicSubnet: "Use private subnets with a route to a NAT gateway."
        case .noNAT: "Route 0.0.0.0/0 of its route table to a NAT gateway, or use VPC endpoints."
        case .provisionedLatest: "Set AutoPublishAlias, or point the alias at a version."
        case .aliasTarget: "Point the alias at a published version."
        case .aliasWeights: "Point the alias at a version; weights need published versions."
        case .tracingPermission:
            "Add the managed policy AWSXRayDaemonWriteAccess to the role."
        case .storageRange: "Give 512 to 10240 MB."
        case .reservedConcurrency: "Lower the sum; 100 must stay for all other functions."
        case .shortTimeout: "Raise Timeout above the measured p99, or give more memory."
        }
    }
}
