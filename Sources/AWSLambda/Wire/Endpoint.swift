import Foundation
import Measurement

/// The scheme, host and port that requests go to.
package struct Endpoint: Hashable, Sendable {
    /// `https`, or `http` for a stand-in.
    package let scheme: String

    /// The host, with the port where it is not the scheme's own.
    package let authority: String

    /// A service's own endpoint in a Region.
    ///
    /// - Source: AWS General Reference, "Service endpoints"; the China Regions have a domain of their
    ///   own.
    package init(service: String, region: String) {
        self.scheme = "https"
        self.authority = "\(service).\(region).\(Self.domain(of: region))"
    }

    /// Reads a custom endpoint such as `http://127.0.0.1:5000`.
    ///
    /// - Throws: ``Refusal`` unless it is `http` or `https` with a host and nothing behind the port.
    package init(text: String) throws(Refusal) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let components = URLComponents(string: trimmed),
            let scheme = components.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = components.host, !host.isEmpty,
            components.user == nil, components.password == nil,
            components.path.isEmpty, components.query == nil, components.fragment == nil
        else { throw .unusable(text: text.printableLine()) }
        self.scheme = scheme
        self.authority = components.port.map { "\(host):\($0)" } ?? host
    }

    /// The domain that the services of a Region live under.
    package static func domain(of region: String) -> String {
        region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
    }

    /// The partition that a Region belongs to, as it stands in ARNs.
    package static func partition(of region: String) -> String {
        if region.hasPrefix("cn-") { return "aws-cn" }
        if region.hasPrefix("us-gov-") { return "aws-us-gov" }
        if region.hasPrefix("eusc-") { return "aws-eusc" }
        return "aws"
    }

    /// Why an endpoint was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case unusable(text: String)

        package var description: String {
            switch self {
            case .unusable(let text):
                "'\(text)' is not an endpoint: give an address such as http://127.0.0.1:9001, "
                    + "without path, user or query."
            }
        }
    }
}

extension Endpoint: CustomStringConvertible {
    package var description: String { "\(scheme)://\(authority)" }
}
