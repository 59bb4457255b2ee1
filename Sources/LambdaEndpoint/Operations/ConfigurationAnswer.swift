/// A function's configuration as the API gives it.
///
/// - Source: AWS Lambda API Reference, FunctionConfiguration.
struct ConfigurationAnswer: Encodable {
    var functionName: String
    var functionArn: String
    var runtime: String?
    var role: String
    var handler: String?
    var codeSize: Int
    var description: String
    var timeout: Int
    var memorySize: Int
    var lastModified: String
    var codeSha256: String
    var version: String
    var environment: SettingsChange.Variables?
    var tracingConfig: SettingsChange.Mode
    var revisionId: String
    var layers: [Layer]?
    var state = "Active"
    var lastUpdateStatus = "Successful"
    var packageType = "Zip"
    var architectures: [String]
    var ephemeralStorage: SettingsChange.Size
    var snapStart = SnapStart()
    var loggingConfig: SettingsChange.Logging
    var deadLetterConfig: SettingsChange.DeadLetter?

    struct Layer: Encodable {
        var arn: String
        var codeSize: Int
    }

    struct SnapStart: Encodable {
        var applyOn = "None"
        var optimizationStatus = "Off"
    }
}

extension ConfigurationAnswer {
    /// The answer for a version.
    ///
    /// - Parameters:
    ///   - version: The version.
    ///   - name: The function's name.
    ///   - arn: The function's ARN as the caller asked for it, with its qualifier.
    init(_ version: VersionRecord, of name: String, arn: String) {
        let settings = version.settings
        self.init(
            functionName: name,
            functionArn: arn,
            runtime: settings.runtime,
            role: settings.role,
            handler: settings.handler,
            codeSize: settings.codeSize,
            description: settings.description,
            timeout: settings.timeout,
            memorySize: settings.memorySize,
            lastModified: version.lastModified,
            codeSha256: settings.codeSha256,
            version: version.version,
            environment: settings.variables.isEmpty
                ? nil : SettingsChange.Variables(variables: settings.variables),
            tracingConfig: SettingsChange.Mode(mode: settings.tracingMode),
            revisionId: version.revisionID,
            layers: settings.layers.isEmpty
                ? nil : settings.layers.map { Layer(arn: $0.arn, codeSize: $0.codeSize) },
            architectures: settings.architectures,
            ephemeralStorage: SettingsChange.Size(size: settings.ephemeralStorage),
            loggingConfig: SettingsChange.Logging(
                logFormat: settings.logFormat,
                logGroup: "/aws/lambda/\(name)"
            ),
            deadLetterConfig: settings.deadLetterTarget.map {
                SettingsChange.DeadLetter(targetArn: $0)
            }
        )
    }
}
