package import Foundation
import Measurement

/// Finds credentials where the AWS CLI and SDKs look for them, in their order: the environment, the
/// profile (sign-in, keys, assumed role, program), the container, the instance.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Standardized credential providers".
package struct CredentialChain: Sendable {
    /// The environment's variables.
    package let environment: [String: String]

    /// The profile asked for on the command line, which then comes before the environment.
    package let profile: String?

    /// What carries requests to services that hand out credentials.
    package let transport: any HTTPTransport

    /// The time.
    package let now: @Sendable () -> Date

    package init(
        environment: [String: String],
        profile: String?,
        transport: any HTTPTransport,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.environment = environment
        self.profile = profile
        self.transport = transport
        self.now = now
    }

    /// The first credentials found.
    ///
    /// - Throws: ``CredentialFailure`` when a configured place fails, or when there is none.
    package func credentials() async throws(CredentialFailure) -> AWSCredentials {
        if profile == nil, let found = environmentCredentials { return found }
        let shared = try SharedConfiguration(environment: environment)
        if let name = profile ?? nonEmpty("AWS_PROFILE") {
            return try await credentials(ofProfile: name, in: shared, visited: [])
        }
        if let role = nonEmpty("AWS_ROLE_ARN"), let file = nonEmpty("AWS_WEB_IDENTITY_TOKEN_FILE") {
            let settings = ["role_arn": role, "web_identity_token_file": file]
            return try await assumedRole(of: "environment", settings, in: shared, visited: [])
        }
        if shared.profiles["default"] != nil {
            let found = try await optional(profile: "default", in: shared)
            if let found { return found }
        }
        if let found = try await containerCredentials() { return found }
        if let found = try await instanceCredentials() { return found }
        throw .nothingConfigured
    }

    /// The value of a variable that is set and not empty.
    func nonEmpty(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension CredentialChain {
    /// The keys in the environment, where both are set.
    var environmentCredentials: AWSCredentials? {
        guard let key = nonEmpty("AWS_ACCESS_KEY_ID"),
            let secret = nonEmpty("AWS_SECRET_ACCESS_KEY")
        else { return nil }
        return AWSCredentials(
            accessKeyID: key,
            secretAccessKey: secret,
            sessionToken: nonEmpty("AWS_SESSION_TOKEN"),
            origin: "the environment"
        )
    }

    /// The default profile's credentials; a default profile that only names a Region has none.
    private func optional(
        profile name: String,
        in shared: SharedConfiguration
    ) async throws(CredentialFailure) -> AWSCredentials? {
        let kinds = [
            "aws_access_key_id", "role_arn", "sso_session", "sso_start_url", "credential_process",
            "web_identity_token_file", "login_session",
        ]
        guard kinds.contains(where: { shared.profiles[name]?[$0] != nil }) else { return nil }
        return try await credentials(ofProfile: name, in: shared, visited: [])
    }

    /// The credentials of a profile, following `source_profile`.
    func credentials(
        ofProfile name: String,
        in shared: SharedConfiguration,
        visited: Set<String>
    ) async throws(CredentialFailure) -> AWSCredentials {
        guard let settings = shared.profiles[name] else {
            throw .unknownProfile(name.printableLine())
        }
        if settings["role_arn"] != nil, !visited.contains(name) {
            return try await assumedRole(of: name, settings, in: shared, visited: visited)
        }
        if settings["sso_session"] != nil || settings["sso_start_url"] != nil {
            return try await ssoCredentials(of: name, settings, in: shared)
        }
        if let key = settings["aws_access_key_id"], let secret = settings["aws_secret_access_key"] {
            return AWSCredentials(
                accessKeyID: key,
                secretAccessKey: secret,
                sessionToken: settings["aws_session_token"],
                origin: "the profile \(name.printableLine())"
            )
        }
        if let command = settings["credential_process"] {
            return try await CredentialProcess(profile: name, command: command).credentials()
        }
        throw .unusableProfile(
            name.printableLine(),
            reason: settings["login_session"] == nil
                ? "it holds no keys, role, sign-in or credential_process; add one to the profile."
                : "give it credential_process = aws configure export-credentials --profile "
                    + "\(name.printableLine()) --format process."
        )
    }
}
