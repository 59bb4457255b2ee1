import Foundation
import LambdaPlatform

/// What CreateFunction and UpdateFunctionConfiguration say about a function's configuration.
struct SettingsChange: Decodable {
    var description: String?
    var handler: String?
    var runtime: String?
    var role: String?
    var memorySize: Int?
    var timeout: Int?
    var environment: Variables?
    var layers: [String]?
    var architectures: [String]?
    var ephemeralStorage: Size?
    var tracingConfig: Mode?
    var loggingConfig: Logging?
    var deadLetterConfig: DeadLetter?
    var revisionId: String?

    struct Variables: Codable { var variables: [String: String]? }
    struct Size: Codable { var size: Int }
    struct Mode: Codable { var mode: String? }
    struct DeadLetter: Codable { var targetArn: String? }
    struct Logging: Codable {
        var logFormat: String?
        var logGroup: String?
    }
}

extension SettingsChange {
    /// The settings after the change.
    ///
    /// - Throws: ``ServiceRefusal`` in AWS's words for what Lambda would not take.
    func applied(to settings: FunctionSettings) throws(ServiceRefusal) -> FunctionSettings {
        var settings = settings
        settings.description = description ?? settings.description
        settings.handler = handler ?? settings.handler
        settings.role = role ?? settings.role
        settings.tracingMode = tracingConfig?.mode ?? settings.tracingMode
        settings.logFormat = loggingConfig?.logFormat ?? settings.logFormat
        if let runtime { settings.runtime = try Self.checked(runtime: runtime) }
        if let memorySize { settings.memorySize = try Self.checked(memory: memorySize) }
        if let timeout { settings.timeout = try Self.checked(timeout: timeout) }
        if let variables = environment?.variables {
            settings.variables = try Self.checked(variables: variables)
        }
        if let target = deadLetterConfig?.targetArn {
            settings.deadLetterTarget = try Self.checked(deadLetterTarget: target)
        }
        if let size = ephemeralStorage?.size {
            settings.ephemeralStorage = try Self.within(512...10_240, size, "ephemeralStorage.size")
        }
        if let architectures {
            guard architectures.count == 1, Architecture(rawValue: architectures[0]) != nil else {
                throw .constraint(
                    "\(architectures)",
                    at: "architectures",
                    "satisfy enum value set: [x86_64, arm64]"
                )
            }
            settings.architectures = architectures
        }
        return settings
    }

    private static func within(
        _ range: ClosedRange<Int>,
        _ value: Int,
        _ member: String
    ) throws(ServiceRefusal) -> Int {
        if value < range.lowerBound {
            throw .constraint(
                String(value),
                at: member,
                "have value greater than or equal to \(range.lowerBound)"
            )
        }
        if value > range.upperBound {
            throw .constraint(
                String(value),
                at: member,
                "have value less than or equal to \(range.upperBound)"
            )
        }
        return value
    }

    /// A queue or a topic; the empty text takes it away.
    ///
    /// - Source: AWS Lambda API Reference, DeadLetterConfig.
    private static func checked(
        deadLetterTarget target: String
    ) throws(ServiceRefusal) -> String? {
        if target.isEmpty { return nil }
        guard
            target.wholeMatch(of: /arn:aws[a-z-]*:(sqs|sns):[a-z0-9-]+:[0-9]{12}:\S{1,256}/) != nil
        else {
            throw .invalid(
                "The dead letter target \(target) is neither the ARN of an SQS queue nor of an SNS "
                    + "topic."
            )
        }
        return target
    }

    private static func checked(memory: Int) throws(ServiceRefusal) -> Int {
        // The API's model allows more, for Managed Instances; the service then refuses it.
        guard memory <= MemorySetting.allowed.upperBound else {
            throw .invalid(
                "'MemorySize' value failed to satisfy constraint: Member must have value less "
                    + "than or equal to \(MemorySetting.allowed.upperBound)"
            )
        }
        return try within(MemorySetting.allowed, memory, "memorySize")
    }

    private static func checked(timeout: Int) throws(ServiceRefusal) -> Int {
        try within(1...900, timeout, "timeout")
    }

    private static func checked(runtime: String) throws(ServiceRefusal) -> String {
        let known = ["provided", "python", "nodejs", "java"]
        guard runtime.wholeMatch(of: /[a-z0-9.]{1,32}/) != nil,
            known.contains(where: runtime.hasPrefix)
        else {
            throw .invalid(
                "Value \(runtime) at 'runtime' is not one that this endpoint can run: use "
                    + "provided.al2023, python…, nodejs… or java…."
            )
        }
        return runtime
    }

    /// Lambda's own variables cannot be set, and all together are at most 4 KB.
    ///
    /// - Source: AWS Lambda Developer Guide, "Using environment variables" and "Lambda quotas".
    private static func checked(
        variables: [String: String]
    ) throws(ServiceRefusal) -> [String: String] {
        let reserved = variables.keys.filter {
            $0.hasPrefix("AWS_LAMBDA_") || reservedNames.contains($0)
        }
        guard reserved.isEmpty else {
            throw .invalid(
                "Lambda was unable to configure your environment variables because the "
                    + "environment variables you have provided contains reserved keys that are "
                    + "currently not supported for modification. Reserved keys used in this "
                    + "request: \(reserved.sorted().joined(separator: ", "))"
            )
        }
        for name in variables.keys where name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]+/) == nil {
            throw .constraint(
                name,
                at: "environment.variables",
                "satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+"
            )
        }
        let size = variables.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard size <= 4_096 else {
            throw .invalid(
                "Lambda was unable to configure your environment variables because the "
                    + "environment variables you have provided exceeded the 4KB limit."
            )
        }
        return variables
    }

    private static let reservedNames: Set<String> = [
        "_HANDLER", "_X_AMZN_TRACE_ID", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
        "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR",
    ]
}
