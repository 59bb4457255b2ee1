/// An amount of memory that a Lambda function can be given.
///
/// - Unit: MB as Lambda means it, which is 1,024 KB.
/// - Shape: 128…10,240 in steps of 1.
/// - Source: AWS Lambda Developer Guide, "Configure Lambda function memory".
package struct MemorySetting: Hashable, Sendable {
    /// The amount, in MB.
    package let megabytes: Int

    /// The settings that Lambda accepts for a function outside Managed Instances.
    package static let allowed = 128...10_240

    /// The smallest setting, 128 MB.
    package static let smallest = MemorySetting(unchecked: allowed.lowerBound)

    /// The largest setting, 10,240 MB.
    package static let largest = MemorySetting(unchecked: allowed.upperBound)

    /// Takes an amount that Lambda accepts.
    ///
    /// - Throws: ``Refusal/outOfRange(megabytes:)`` outside 128…10,240.
    package init(megabytes: Int) throws(Refusal) {
        guard Self.allowed.contains(megabytes) else {
            throw .outOfRange(megabytes: megabytes)
        }
        self.megabytes = megabytes
    }

    /// Takes the nearest amount that Lambda accepts.
    package init(clamping megabytes: Int) {
        self.megabytes = min(max(megabytes, Self.allowed.lowerBound), Self.allowed.upperBound)
    }

    private init(unchecked megabytes: Int) {
        self.megabytes = megabytes
    }
}

extension MemorySetting {
    /// The setting's size in bytes.
    package var bytes: Int { megabytes * 1_048_576 }

    /// Why an amount of memory was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case outOfRange(megabytes: Int)
        case notANumber(text: String)

        package var description: String {
            switch self {
            case .outOfRange(let megabytes):
                "\(megabytes) MB is not a Lambda memory setting: give 128 to 10240 MB."
            case .notANumber(let text):
                "'\(text)' is not a memory setting: give a whole number of MB from 128 to 10240."
            }
        }
    }

    /// Reads a setting from text such as `1792` or `1792MB`.
    ///
    /// - Throws: ``Refusal`` when the text is no whole number or the number is out of range.
    package init(text: String) throws(Refusal) {
        let trimmed = text.filter { !$0.isWhitespace }
        let upper = trimmed.uppercased()
        let digits = upper.hasSuffix("MB") ? String(upper.dropLast(2)) : upper
        guard let megabytes = Int(digits) else { throw .notANumber(text: text) }
        try self.init(megabytes: megabytes)
    }
}

extension MemorySetting: Comparable, CustomStringConvertible {
    package static func < (left: MemorySetting, right: MemorySetting) -> Bool {
        left.megabytes < right.megabytes
    }

    package var description: String { "\(megabytes) MB" }
}

extension MemorySetting: Codable {
    package init(from decoder: any Decoder) throws {
        try self.init(megabytes: decoder.singleValueContainer().decode(Int.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(megabytes)
    }
}
