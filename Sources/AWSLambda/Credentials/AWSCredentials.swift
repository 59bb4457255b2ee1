package import Foundation

/// What a request is signed with.
///
/// Nothing that prints, mirrors or interpolates a value of this type shows more than the end of the
/// access key's name.
package struct AWSCredentials: Hashable, Sendable {
    /// The access key's name.
    package let accessKeyID: String

    /// The access key's secret.
    package let secretAccessKey: String

    /// The token that temporary credentials carry.
    package let sessionToken: String?

    /// When temporary credentials end, where known.
    package let expiration: Date?

    /// Where they were found.
    package let origin: String

    package init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expiration: Date? = nil,
        origin: String
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.origin = origin
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "credentials from \(origin) (access key …\(accessKeyID.suffix(4)))"
    }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// Why no credentials were found.
package enum CredentialFailure: Error, Hashable, CustomStringConvertible {
    /// Nothing was configured anywhere.
    case nothingConfigured

    /// The profile asked for is in neither file.
    case unknownProfile(String)

    /// The profile lacks something or holds something that is not supported.
    case unusableProfile(String, reason: String)

    /// A file could not be read or understood.
    case unreadableFile(path: String, reason: String)

    /// The signed-in session ended, or never began.
    case signInNeeded(profile: String)

    /// The program that should print credentials did not.
    case processFailed(profile: String, reason: String)

    /// A service that hands out credentials did not.
    case serviceFailed(service: String, reason: String)

    package var description: String {
        switch self {
        case .nothingConfigured:
            "No AWS credentials were found in the environment, the shared files, a container or an "
                + "instance: run `aws configure`, or set AWS_PROFILE."
        case .unknownProfile(let name):
            "The AWS profile '\(name)' does not exist: choose one that `aws configure "
                + "list-profiles` shows."
        case .unusableProfile(let name, let reason):
            "The AWS profile '\(name)' cannot be used: \(reason)"
        case .unreadableFile(let path, let reason):
            "\(path) could not be read (\(reason)): correct the file."
        case .signInNeeded(let profile):
            "The sign-in of the AWS profile '\(profile)' has ended: run `aws sso login --profile "
                + "\(profile)`."
        case .processFailed(let profile, let reason):
            "The credential_process of the AWS profile '\(profile)' gave no credentials "
                + "(\(reason)): run it by hand to see why."
        case .serviceFailed(let service, let reason):
            "\(service) gave no credentials (\(reason)): check its role and try again."
        }
    }
}
