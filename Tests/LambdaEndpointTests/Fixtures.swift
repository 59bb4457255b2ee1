import LocalLambda

@testable import LambdaEndpoint

/// Values that several tests start from.
enum Fixtures {
    static func function(_ name: String = "resize") -> FunctionRecord {
        FunctionRecord(
            name: name,
            latest: VersionRecord(
                version: VersionRecord.latest,
                settings: FunctionSettings(role: "arn", architectures: ["x86_64"]),
                revisionID: "r0",
                lastModified: "2026-01-01T00:00:00.000+0000"
            )
        )
    }
}
