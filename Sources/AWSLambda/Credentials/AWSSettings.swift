import Foundation
import Measurement

/// The Region and the endpoint that the environment, the profile and the command line settle on.
///
/// - Source: AWS SDKs and Tools Reference Guide, "AWS Region" and "Service-specific endpoints".
package struct AWSSettings: Hashable, Sendable {
    /// The Region's code.
    package let region: String

    /// The endpoint used for every service instead of AWS's own, where one is set.
    package let customEndpoint: Endpoint?

    package init(region: String, customEndpoint: Endpoint? = nil) {
        self.region = region
        self.customEndpoint = customEndpoint
    }

    /// Settles Region and endpoint; what was asked for on the command line comes first.
    ///
    /// - Throws: ``Refusal`` when no Region is set or something set is no Region or endpoint, and
    ///   ``CredentialFailure`` when the shared files cannot be read.
    package init(
        environment: [String: String],
        profile: String?,
        region: String?,
        endpoint: String?
    ) throws {
        let shared = try SharedConfiguration(environment: environment)
        let name = profile ?? Self.set(environment["AWS_PROFILE"]) ?? "default"
        let settings = shared.profiles[name] ?? [:]
        let candidates = [
            region, environment["AWS_REGION"], environment["AWS_DEFAULT_REGION"],
            settings["region"],
        ]
        guard let found = candidates.lazy.compactMap(Self.set).first else {
            throw Refusal.noRegion
        }
        guard Self.isRegion(found) else { throw Refusal.notARegion(found.printableLine()) }
        self.region = found
        let services = settings["services"].flatMap { shared.services[$0] } ?? [:]
        let isIgnored = environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"]?.lowercased() == "true"
        let configured =
            isIgnored
            ? []
            : [
                environment["AWS_ENDPOINT_URL_LAMBDA"], environment["AWS_ENDPOINT_URL"],
                services["lambda.endpoint_url"], settings["endpoint_url"],
            ]
        let address = ([endpoint] + configured).lazy.compactMap(Self.set).first
        customEndpoint = try address.map { try Endpoint(text: $0) }
    }

    /// Where a service's requests go.
    package func endpoint(of service: String) -> Endpoint {
        customEndpoint ?? Endpoint(service: service, region: region)
    }

    private static func set(_ value: String?) -> String? {
        value.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether the text has the form of a Region's code; it becomes part of a host name.
    package static func isRegion(_ text: String) -> Bool {
        text.wholeMatch(of: /[a-z]{2,}(-[a-z]+)+-\d+/) != nil
    }
}

extension AWSSettings {
    /// Why Region or endpoint could not be settled.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case noRegion
        case notARegion(String)

        package var description: String {
            switch self {
            case .noRegion:
                "No AWS Region is set: give --region, AWS_REGION or a region in the profile."
            case .notARegion(let text):
                "'\(text)' is not a Region: give a code such as eu-central-1."
            }
        }
    }
}
