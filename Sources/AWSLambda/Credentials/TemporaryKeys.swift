import Foundation

/// The document that containers, instances and credential programs answer with.
struct TemporaryKeys: Decodable {
    let accessKeyID: String
    let secretAccessKey: String
    let token: String?
    let sessionToken: String?
    let expiration: String?

    private enum CodingKeys: String, CodingKey {
        case accessKeyID = "AccessKeyId"
        case secretAccessKey = "SecretAccessKey"
        case token = "Token"
        case sessionToken = "SessionToken"
        case expiration = "Expiration"
    }

    /// Reads the document; nothing of it appears in the failure.
    static func read(
        _ body: Data,
        service: String,
        origin: String
    ) throws(CredentialFailure) -> AWSCredentials {
        guard let keys = try? JSONDecoder().decode(TemporaryKeys.self, from: body) else {
            throw .serviceFailed(service: service, reason: "its answer could not be read")
        }
        return keys.credentials(origin: origin)
    }

    /// The credentials in the document.
    func credentials(origin: String) -> AWSCredentials {
        AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: sessionToken ?? token,
            expiration: expiration.flatMap(Self.date),
            origin: origin
        )
    }

    /// Reads a time such as `2026-11-24T05:00:00Z`, with or without fractions and in any offset.
    static func date(_ text: String) -> Date? {
        // Old caches end in "UTC".
        let text = text.hasSuffix("UTC") ? text.dropLast(3) + "Z" : text[...]
        let plain = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? plain.parse(String(text))) ?? (try? fractional.parse(String(text)))
    }
}
