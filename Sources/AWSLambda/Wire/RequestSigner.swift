import Crypto
package import Foundation

/// Signs requests with AWS Signature Version 4.
///
/// - Source: AWS IAM User Guide, "Create a signed AWS API request"; checked against AWS's published
///   test suite.
package struct RequestSigner: Hashable, Sendable {
    /// The service's name in signatures, such as `lambda`.
    package let service: String

    /// The Region's code.
    package let region: String

    package init(service: String, region: String) {
        self.service = service
        self.region = region
    }

    /// The request with its date, its session token and its signature.
    package func signed(
        _ request: HTTPRequest,
        with credentials: AWSCredentials,
        at date: Date
    ) -> HTTPRequest {
        let stamp = SigningStamp(date: date)
        var signed = request
        if !signed.headers.contains(where: { $0.name.lowercased() == "host" }) {
            signed.setHeader("Host", request.endpoint.authority)
        }
        signed.setHeader("X-Amz-Date", stamp.dateTime)
        if let token = credentials.sessionToken {
            signed.setHeader("X-Amz-Security-Token", token)
        }
        let key = signingKey(secret: credentials.secretAccessKey, on: stamp.day)
        let text = stringToSign(signed, at: stamp)
        let signature = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
        signed.setHeader(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope(on: stamp.day)), "
                + "SignedHeaders=\(signedHeaders(of: signed)), "
                + "Signature=\(Hexadecimal.text(of: signature))"
        )
        return signed
    }
}

extension RequestSigner {
    /// The request in the one spelling that both sides sign.
    package func canonicalRequest(_ request: HTTPRequest) -> String {
        [
            request.method,
            PercentEncoding.path(Self.normalized(path: request.path)),
            canonicalQuery(of: request),
            canonicalHeaders(of: request),
            "",
            signedHeaders(of: request),
            Hexadecimal.text(of: SHA256.hash(data: request.body)),
        ].joined(separator: "\n")
    }

    /// What is signed: the algorithm, the time, the scope and the canonical request's digest.
    package func stringToSign(_ request: HTTPRequest, at stamp: SigningStamp) -> String {
        let digest = SHA256.hash(data: Data(canonicalRequest(request).utf8))
        return [
            "AWS4-HMAC-SHA256", stamp.dateTime, scope(on: stamp.day), Hexadecimal.text(of: digest),
        ].joined(separator: "\n")
    }

    private func scope(on day: String) -> String { "\(day)/\(region)/\(service)/aws4_request" }

    private func canonicalQuery(of request: HTTPRequest) -> String {
        let pairs = request.query.map {
            (PercentEncoding.component($0.name), PercentEncoding.component($0.value))
        }
        // Order is by code point of the encoded text, not by a language's rules.
        let sorted = pairs.sorted {
            ($0.0 == $1.0 ? $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) : false)
                || $0.0.utf8.lexicographicallyPrecedes($1.0.utf8)
        }
        return sorted.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    private func canonicalHeaders(of request: HTTPRequest) -> String {
        let values = Dictionary(grouping: request.headers) { $0.name.lowercased() }
        return values.keys.sorted().map { name in
            let joined = (values[name] ?? []).map { Self.collapsed($0.value) }
            return "\(name):\(joined.joined(separator: ","))"
        }.joined(separator: "\n")
    }

    private func signedHeaders(of request: HTTPRequest) -> String {
        Set(request.headers.map { $0.name.lowercased() }).sorted().joined(separator: ";")
    }

    private static func collapsed(_ value: String) -> String {
        value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func normalized(path: String) -> String {
        var kept: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
        }
        guard !kept.isEmpty else { return "/" }
        let isFolder = path.hasSuffix("/") || path.hasSuffix("/.")
        return "/" + kept.joined(separator: "/") + (isFolder ? "/" : "")
    }

    private func signingKey(secret: String, on day: String) -> SymmetricKey {
        let seed = SymmetricKey(data: Data("AWS4\(secret)".utf8))
        return [day, region, service, "aws4_request"].reduce(seed) { key, part in
            let code = HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key)
            return SymmetricKey(data: Data(code))
        }
    }
}
