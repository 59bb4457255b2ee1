import Foundation
import Measurement

extension CredentialChain {
    /// The credentials of the role that a profile names, taken on with those of its source.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Assume role credential provider"; AWS STS API
    ///   Reference, AssumeRole and AssumeRoleWithWebIdentity.
    func assumedRole(
        of name: String,
        _ settings: [String: String],
        in shared: SharedConfiguration,
        visited: Set<String>
    ) async throws(CredentialFailure) -> AWSCredentials {
        let shown = name.printableLine()
        guard settings["mfa_serial"] == nil else {
            throw .unusableProfile(
                shown,
                reason: "its role asks for a code; run `aws configure export-credentials "
                    + "--profile \(shown) --format env` and set what it prints."
            )
        }
        let region = settings["region"] ?? nonEmpty("AWS_REGION") ?? "us-east-1"
        var form = [
            Field("Version", "2011-06-15"),
            Field("RoleArn", settings["role_arn"] ?? ""),
            Field("RoleSessionName", settings["role_session_name"] ?? "lambda-tuner"),
        ]
        if let external = settings["external_id"] { form.append(Field("ExternalId", external)) }
        if let seconds = settings["duration_seconds"] {
            form.append(Field("DurationSeconds", seconds))
        }
        var source: AWSCredentials?
        if let path = settings["web_identity_token_file"] {
            form.append(Field("Action", "AssumeRoleWithWebIdentity"))
            form.append(Field("WebIdentityToken", try token(at: path)))
        } else {
            form.append(Field("Action", "AssumeRole"))
            source = try await self.source(of: name, settings, in: shared, visited: visited)
        }
        let request = stsRequest(form, region: region, signedWith: source)
        let body = try await fetch(request, from: "AWS STS")
        guard let found = Self.keys(in: body, origin: "the role of the profile \(shown)") else {
            throw .serviceFailed(service: "AWS STS", reason: "its answer could not be read")
        }
        return found
    }

    private func source(
        of name: String,
        _ settings: [String: String],
        in shared: SharedConfiguration,
        visited: Set<String>
    ) async throws(CredentialFailure) -> AWSCredentials {
        if let source = settings["source_profile"] {
            // A profile may be its own source: then its keys are meant.
            guard !visited.contains(source) else {
                throw .unusableProfile(
                    name.printableLine(),
                    reason: "its source_profile is a circle."
                )
            }
            return try await credentials(
                ofProfile: source,
                in: shared,
                visited: visited.union([name])
            )
        }
        let found: AWSCredentials? =
            switch settings["credential_source"] {
            case "EcsContainer": try await containerCredentials()
            case "Ec2InstanceMetadata": try await instanceCredentials()
            case "Environment": environmentCredentials
            default: nil
            }
        guard let found else {
            throw .unusableProfile(
                name.printableLine(),
                reason: "its role needs a source_profile or a credential_source that works."
            )
        }
        return found
    }

    private func token(at path: String) throws(CredentialFailure) -> String {
        do {
            return try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw .unreadableFile(
                path: path.printableLine(),
                reason: error.localizedDescription.printableLine()
            )
        }
    }

    private func stsRequest(
        _ form: [Field],
        region: String,
        signedWith source: AWSCredentials?
    ) -> HTTPRequest {
        let pairs = form.map {
            PercentEncoding.component($0.name) + "=" + PercentEncoding.component($0.value)
        }
        let request = HTTPRequest(
            method: "POST",
            endpoint: Endpoint(service: "sts", region: region),
            path: "/",
            headers: [Field("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")],
            body: Data(pairs.joined(separator: "&").utf8),
            timeout: .seconds(20)
        )
        guard let source else { return request }
        return RequestSigner(service: "sts", region: region).signed(
            request,
            with: source,
            at: now()
        )
    }

    /// The keys in an STS answer.
    ///
    /// Its elements are flat and of one kind, so no parser is needed.
    private static func keys(in body: Data, origin: String) -> AWSCredentials? {
        let text = String(decoding: body, as: UTF8.self)
        func element(_ name: String) -> String? {
            guard let open = text.range(of: "<\(name)>"),
                let close = text.range(of: "</\(name)>", range: open.upperBound..<text.endIndex)
            else { return nil }
            return String(text[open.upperBound..<close.lowerBound])
        }
        guard let key = element("AccessKeyId"), let secret = element("SecretAccessKey"),
            let token = element("SessionToken")
        else { return nil }
        return AWSCredentials(
            accessKeyID: key,
            secretAccessKey: secret,
            sessionToken: token,
            expiration: element("Expiration").flatMap(TemporaryKeys.date),
            origin: origin
        )
    }
}
