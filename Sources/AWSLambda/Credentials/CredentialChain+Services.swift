import Crypto
import Foundation
import Measurement

extension CredentialChain {
    /// What the container's credential endpoint gives, where the environment names one.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Container credential provider", which also
    ///   limits plain HTTP to these hosts.
    func containerCredentials() async throws(CredentialFailure) -> AWSCredentials? {
        let service = "The container credential endpoint"
        let address: String
        if let relative = nonEmpty("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            address = "http://169.254.170.2" + relative
        } else if let full = nonEmpty("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            address = full
        } else {
            return nil
        }
        let plainHosts = ["169.254.170.2", "169.254.170.23", "localhost", "::1", "fd00:ec2::23"]
        guard let parts = URLComponents(string: address), let host = parts.host,
            let port = Optional(parts.port.map { ":\($0)" } ?? ""),
            let endpoint = try? Endpoint(text: "\(parts.scheme ?? "")://\(host)\(port)")
        else { throw .serviceFailed(service: service, reason: "its address is not usable") }
        let bare = host.trimmingCharacters(in: .init(charactersIn: "[]"))
        guard endpoint.scheme == "https" || bare.hasPrefix("127.") || plainHosts.contains(bare)
        else { throw .serviceFailed(service: service, reason: "plain HTTP to that host is unsafe") }
        var request = HTTPRequest(
            method: "GET",
            endpoint: endpoint,
            path: parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath,
            query: (parts.queryItems ?? []).map { Field($0.name, $0.value ?? "") },
            timeout: .seconds(5)
        )
        if let token = try containerToken() { request.setHeader("Authorization", token) }
        let body = try await fetch(request, from: service)
        return try TemporaryKeys.read(body, service: service, origin: "the container")
    }

    private func containerToken() throws(CredentialFailure) -> String? {
        guard let path = nonEmpty("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") else {
            return nonEmpty("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        }
        do {
            return try String(contentsOf: URL(filePath: path), encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw .unreadableFile(
                path: path.printableLine(),
                reason: error.localizedDescription.printableLine()
            )
        }
    }

    /// What the EC2 instance's role gives, where there is an instance metadata service.
    ///
    /// - Source: Amazon EC2 User Guide, "Use the Instance Metadata Service" (version 2 only).
    func instanceCredentials() async throws(CredentialFailure) -> AWSCredentials? {
        guard environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() != "true" else { return nil }
        let address = nonEmpty("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? "http://169.254.169.254"
        guard let endpoint = try? Endpoint(text: address) else {
            throw .serviceFailed(service: "Instance metadata", reason: "its address is not usable")
        }
        var request = HTTPRequest(
            method: "PUT",
            endpoint: endpoint,
            path: "/latest/api/token",
            headers: [Field("X-aws-ec2-metadata-token-ttl-seconds", "21600")],
            timeout: .seconds(1)
        )
        // Most machines are no instances: no answer here means that there is nothing to be had.
        guard let token = try? await transport.send(request), token.status == 200 else {
            return nil
        }
        let value = String(decoding: token.body, as: UTF8.self)
        request.method = "GET"
        request.headers = [Field("X-aws-ec2-metadata-token", value)]
        request.timeout = .seconds(5)
        request.path = "/latest/meta-data/iam/security-credentials/"
        let roles = String(
            decoding: try await fetch(request, from: "Instance metadata"),
            as: UTF8.self
        )
        let role = roles.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        request.path += PercentEncoding.component(role)
        let body = try await fetch(request, from: "Instance metadata")
        return try TemporaryKeys.read(body, service: "Instance metadata", origin: "the instance")
    }

    /// What the sign-in that `aws sso login` cached is worth in one account and role.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider".
    func ssoCredentials(
        of name: String,
        _ settings: [String: String],
        in shared: SharedConfiguration
    ) async throws(CredentialFailure) -> AWSCredentials {
        let session = settings["sso_session"]
        let sso = session.flatMap { shared.ssoSessions[$0] } ?? settings
        guard let region = sso["sso_region"], let start = sso["sso_start_url"],
            let account = settings["sso_account_id"], let role = settings["sso_role_name"]
        else {
            throw .unusableProfile(
                name.printableLine(),
                reason: "its sign-in needs sso_region, sso_start_url, sso_account_id and "
                    + "sso_role_name."
            )
        }
        let key = Insecure.SHA1.hash(data: Data((session ?? start).utf8))
        let path =
            SharedConfiguration.folder(environment)
            + "/sso/cache/\(Hexadecimal.text(of: key)).json"
        guard let text = FileManager.default.contents(atPath: path),
            let cached = try? JSONDecoder().decode(CachedSignIn.self, from: text),
            let end = TemporaryKeys.date(cached.expiresAt), end > now()
        else { throw .signInNeeded(profile: name.printableLine()) }
        let request = HTTPRequest(
            method: "GET",
            endpoint: Endpoint(service: "portal.sso", region: region),
            path: "/federation/credentials",
            query: [Field("role_name", role), Field("account_id", account)],
            headers: [Field("x-amz-sso_bearer_token", cached.accessToken)],
            timeout: .seconds(20)
        )
        let service = "IAM Identity Center"
        let body = try await fetch(request, from: service)
        guard let answer = try? JSONDecoder().decode(RoleCredentials.self, from: body) else {
            throw .serviceFailed(service: service, reason: "its answer could not be read")
        }
        return answer.roleCredentials.credentials(origin: "the sign-in of \(name.printableLine())")
    }

    /// The body of a successful answer.
    func fetch(
        _ request: HTTPRequest,
        from service: String
    ) async throws(CredentialFailure) -> Data {
        do {
            let response = try await transport.send(request)
            guard response.status == 200 else {
                throw CredentialFailure.serviceFailed(
                    service: service,
                    reason: "status \(response.status)"
                )
            }
            return response.body
        } catch let failure as TransportFailure {
            throw .serviceFailed(service: service, reason: failure.description)
        } catch let failure as CredentialFailure {
            throw failure
        } catch {
            throw .serviceFailed(service: service, reason: "\(error)".printableLine())
        }
    }
}

/// The part of a cached sign-in that is used.
private struct CachedSignIn: Decodable {
    let accessToken: String
    let expiresAt: String
}

/// The answer of GetRoleCredentials.
private struct RoleCredentials: Decodable {
    let roleCredentials: Keys

    struct Keys: Decodable {
        let accessKeyId: String
        let secretAccessKey: String
        let sessionToken: String
        let expiration: Double

        func credentials(origin: String) -> AWSCredentials {
            AWSCredentials(
                accessKeyID: accessKeyId,
                secretAccessKey: secretAccessKey,
                sessionToken: sessionToken,
                expiration: Date(timeIntervalSince1970: expiration / 1_000),
                origin: origin
            )
        }
    }
}
