import Foundation

/// An IAM policy that allows what a command does to one function, and nothing else.
///
/// - Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Lambda",
///   "for Amazon CloudWatch" and "for Amazon CloudWatch Logs"; AWS Lambda Developer Guide, "Giving
///   Lambda functions access to resources in an Amazon VPC" and "Visualize Lambda function
///   invocations using AWS X-Ray".
package struct AccessPolicy: Hashable, Sendable {
    /// Who needs the policy, and for what.
    package enum Purpose: String, Hashable, Sendable, CaseIterable {
        /// Whoever runs `aws tune` and `aws restore`.
        case tune

        /// Whoever runs `aws rollout` and `aws restore`.
        case rollout

        /// Whoever runs `aws tune --read-only`.
        case readOnly = "read-only"

        /// The function itself, for what its own configuration makes it do.
        case executionRole = "execution-role"
    }

    /// The statements, in order.
    package let statements: [Statement]

    package struct Statement: Hashable, Sendable, Encodable {
        package let sid: String
        package let effect = "Allow"
        package let actions: [String]
        package let resources: [String]

        private enum CodingKeys: String, CodingKey {
            case sid = "Sid"
            case effect = "Effect"
            case actions = "Action"
            case resources = "Resource"
        }
    }

    /// The policy for a purpose.
    ///
    /// - Parameters:
    ///   - purpose: Who needs the policy, and for what.
    ///   - subject: The function, of which VPC, tracing and log group matter.
    package init(for purpose: Purpose, subject: PolicySubject) {
        let scope = Scope(subject: subject)
        switch purpose {
        case .tune: statements = scope.reading + scope.publishing + scope.measuring
        case .rollout: statements = scope.reading + scope.publishing + scope.routing
        case .readOnly: statements = [scope.configurationOnly] + scope.logReading
        case .executionRole: statements = scope.executionRole
        }
    }

    /// The policy as IAM takes it.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(version: "2012-10-17", statements: statements)
        let data = (try? encoder.encode(document)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    private struct Document: Encodable {
        let version: String
        let statements: [Statement]

        private enum CodingKeys: String, CodingKey {
            case version = "Version"
            case statements = "Statement"
        }
    }
}
