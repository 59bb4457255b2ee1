package import Foundation
package import Measurement

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

    /// Reads a mix as aws-lambda-power-tuning writes it: `[{"payload": …, "weight": 5}, …]`.
    ///
    /// - Throws: ``Refusal``.
    package init(mix: Data) throws(Refusal) {
        guard let list = try? JSONSerialization.jsonObject(with: mix) as? [[String: Any]],
            !list.isEmpty
        else { throw .notAMix }
        var events: [String: Data] = [:]
        var weights: [String: Double] = [:]
        for (index, entry) in list.enumerated() {
            let name = "event-\(index + 1)"
            guard let payload = entry["payload"],
                let weight = (entry["weight"] as? NSNumber)?.doubleValue,
                weight > 0, weight.isFinite,
                let bytes = try? JSONSerialization.data(
                    withJSONObject: payload,
                    options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
                )
            else { throw .notAMix }
            try Self.check(bytes, named: name)
            events[name] = bytes
            weights[name] = weight
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

        package var description: String {
            switch self {
            case .tooLarge(let name, let bytes):
                "\(name) has \(bytes) bytes: Lambda takes at most 6 MB (6291456 bytes)."
            case .notJSON(let name): "\(name) is not JSON: correct it."
            case .notAMix:
                "The mix of events is not a list of {\"payload\": …, \"weight\": number above 0}."
            }
        }
    }
}
