/// The way a function spreads its work over threads, by name.
///
/// An open set: `Workloads` knows how to carry out the names it lists; a user's own function has the
/// strategies its event or environment names.
package struct ThreadingStrategy: Hashable, Sendable, Codable, RawRepresentable {
    /// The name, as in flags, samples and reports.
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// One thread.
    package static let single = ThreadingStrategy(rawValue: "single")

    /// Whatever the function does by itself: a deployed function, or a package that was not written
    /// to be told how to thread.
    package static let asIs = ThreadingStrategy(rawValue: "as-is")

    /// Dispatch `concurrentPerform` over the processors the function sees.
    package static let dispatch = ThreadingStrategy(rawValue: "dispatch")
}

extension ThreadingStrategy: Comparable, CustomStringConvertible {
    /// Orders `single` first, the rest by name.
    package static func < (left: ThreadingStrategy, right: ThreadingStrategy) -> Bool {
        left != right && (left == .single || (right != .single && left.rawValue < right.rawValue))
    }

    package var description: String { rawValue }

    /// The words that name it after a setting, such as ` with dispatch`.
    ///
    /// - Edge cases: none for ``asIs``, where there is nothing to tell apart.
    package var afterSetting: String { self == .asIs ? "" : " with \(rawValue)" }
}

extension ThreadingStrategy {
    package init(from decoder: any Decoder) throws {
        try self.init(rawValue: decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
