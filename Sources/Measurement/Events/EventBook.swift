package import Foundation

/// The events that a function is measured with: one, or a weighted mix.
package struct EventBook: Hashable, Sendable {
    /// The events by name.
    package let events: [String: Data]

    /// The weights by name, as a plan takes them; empty for a single event.
    package let weights: [String: Double]

    /// Events that only one strategy gets, by the strategy's name.
    package var byStrategy: [String: Data] = [:]

    /// The most that Lambda takes.
    ///
    /// - Unit: bytes.
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas", invocation payload.
    package static let mostBytes = 6 * 1_024 * 1_024

    /// Takes one event.
    ///
    /// - Throws: ``Refusal``.
    package init(event: Data) throws(Refusal) {
        try Self.check(event, named: "the event")
        events = ["event": event]
        weights = [:]
    }

    /// Takes events by name with their weights.
    ///
    /// - Throws: ``Refusal``.
    package init(events: [String: Data], weights: [String: Double]) throws(Refusal) {
        guard !events.isEmpty, Set(weights.keys) == Set(events.keys),
            weights.values.allSatisfy({ $0 > 0 && $0.isFinite })
        else { throw .notAMix }
        for (name, event) in events.sorted(by: { $0.key < $1.key }) {
            guard Self.isPlain(name) else { throw .unusableName }
            try Self.check(event, named: name)
        }
        self.events = events
        self.weights = weights
    }

    /// The event for a request.
    ///
    /// - Edge cases: nil for a name that the book does not have.
    package func event(for request: InvocationRequest) -> Data? {
        if let own = byStrategy[request.strategy.rawValue] { return own }
        guard let name = request.payload else {
            return events.count == 1 ? events.values.first : nil
        }
        return events[name]
    }

    /// Whether a name can be shown anywhere as it is: letters, digits, `-`, `_` and `.`, 1 to 64.
    private static func isPlain(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || "-_.".utf8.contains(byte)
            }
    }

    private static func check(_ event: Data, named name: String) throws(Refusal) {
        guard event.count <= mostBytes else { throw .tooLarge(name: name, bytes: event.count) }
        guard (try? JSONSerialization.jsonObject(with: event, options: .fragmentsAllowed)) != nil
        else { throw .notJSON(name: name) }
    }

    /// Why events were refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case tooLarge(name: String, bytes: Int)
        case notJSON(name: String)
        case notAMix
        case unusableName
        case namedTwice(name: String)
        case unreadable(path: String)
        case noEvents(path: String)

        package var description: String {
            switch self {
            case .tooLarge(let name, let bytes):
                "\(name) has \(bytes) bytes: Lambda takes at most 6 MB (6291456 bytes)."
            case .notJSON(let name): "\(name) is not JSON: correct it."
            case .notAMix:
                "The mix of events is not a list of {\"payload\": …, \"weight\": number above 0}."
            case .unusableName:
                "An event's name is not 1 to 64 letters, digits, '-', '_' or '.': rename it."
            case .namedTwice(let name): "Two events are named \(name): rename one."
            case .unreadable(let path): "\(path) cannot be read: give a file or folder of events."
            case .noEvents(let path): "\(path) has no .json file: put one in for each event."
            }
        }
    }
}
