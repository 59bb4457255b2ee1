package import Foundation

/// What UpdateFunctionConfiguration takes of what it could.
struct UpdateBody: Encodable {
    let memorySize: Int
    let description: String?
    let revisionID: String?

    private enum CodingKeys: String, CodingKey {
        case memorySize = "MemorySize"
        case description = "Description"
        case revisionID = "RevisionId"
    }
}

/// What PublishVersion takes.
struct PublishBody: Encodable {
    let codeSha256: String
    let description: String
    let revisionID: String?

    private enum CodingKeys: String, CodingKey {
        case codeSha256 = "CodeSha256"
        case description = "Description"
        case revisionID = "RevisionId"
    }
}

/// A page of ListVersionsByFunction.
struct VersionPage: Decodable {
    let versions: [FunctionConfiguration]
    let nextMarker: String?

    private enum CodingKeys: String, CodingKey {
        case versions = "Versions"
        case nextMarker = "NextMarker"
    }
}

/// A page of ListAliases.
struct AliasPage: Decodable {
    let aliases: [AliasConfiguration]
    let nextMarker: String?

    private enum CodingKeys: String, CodingKey {
        case aliases = "Aliases"
        case nextMarker = "NextMarker"
    }
}

/// The answer of GetFunctionConcurrency.
struct Concurrency: Decodable {
    let reserved: Int?

    private enum CodingKeys: String, CodingKey { case reserved = "ReservedConcurrentExecutions" }
}

/// The answer to an invocation.
package struct InvokeReply: Hashable, Sendable {
    /// What the function answered, or its error document.
    package let payload: Data

    /// `Unhandled` or `Handled` when the function failed.
    package let functionError: String?

    /// The end of the log, at most 4 KB; it may begin in the middle of a line.
    package let logTail: String

    /// The version that ran.
    package let executedVersion: String?

    init(_ response: HTTPResponse) {
        payload = response.body
        functionError = response.header("X-Amz-Function-Error")
        let log = response.header("X-Amz-Log-Result").flatMap { Data(base64Encoded: $0) } ?? Data()
        logTail = String(decoding: log, as: UTF8.self)
        executedVersion = response.header("X-Amz-Executed-Version")
    }
}
