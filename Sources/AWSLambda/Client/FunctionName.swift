import Measurement

/// The name of a function without version or alias, and what its ARN tells.
package struct FunctionName: Hashable, Sendable {
    /// The name alone.
    package let name: String

    /// The Region that an ARN names.
    package let region: String?

    /// The account that an ARN names.
    package let account: String?

    /// Reads a name, an ARN or a partial ARN.
    ///
    /// - Throws: ``Refusal/qualified(_:)`` for a version or alias and ``Refusal/unusable(_:)`` for what
    ///   is no function's name.
    package init(text: String) throws(Refusal) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let shown = text.printableLine()
        let name: String
        switch parts.count {
        case 1:
            (name, region, account) = (parts[0], nil, nil)
        case 3 where parts[1] == "function":
            (name, region, account) = (parts[2], nil, parts[0])
        case 7 where parts[0] == "arn" && parts[2] == "lambda" && parts[5] == "function":
            (name, region, account) = (parts[6], parts[3], parts[4])
        case 2, 4, 8: throw .qualified(shown)
        default: throw .unusable(shown)
        }
        guard name.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil else { throw .unusable(shown) }
        self.name = name
    }

    /// Why a function's name was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case qualified(String)
        case unusable(String)
        case otherRegion(arn: String, configured: String)

        package var description: String {
            switch self {
            case .qualified(let text):
                "'\(text)' names a version or alias: give the function itself, without it."
            case .unusable(let text):
                "'\(text)' is not a Lambda function's name: give its name or ARN."
            case .otherRegion(let arn, let configured):
                "The function is in \(arn), but \(configured) was asked for: give --region \(arn)."
            }
        }
    }

    /// Checks that the function lies in the Region that the calls go to.
    ///
    /// - Throws: ``Refusal/otherRegion(arn:configured:)``.
    package func check(region configured: String) throws(Refusal) {
        if let region, region != configured {
            throw .otherRegion(arn: region.printableLine(), configured: configured)
        }
    }
}
