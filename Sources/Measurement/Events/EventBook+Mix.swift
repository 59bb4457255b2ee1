package import Foundation

extension EventBook {
    /// The name of the file in a folder of events that gives their weights.
    static let weightsFile = "weights.json"

    /// Reads a mix as aws-lambda-power-tuning writes it: `[{"payload": …, "weight": 5}, …]`.
    ///
    /// - Shape: an entry may also have a `name`; it is `event-1` and so on otherwise.
    /// - Throws: ``Refusal``.
    package init(mix: Data) throws(Refusal) {
        guard let list = try? JSONSerialization.jsonObject(with: mix) as? [[String: Any]] else {
            throw .notAMix
        }
        var events: [String: Data] = [:]
        var weights: [String: Double] = [:]
        for (index, entry) in list.enumerated() {
            let name = entry["name"] as? String ?? "event-\(index + 1)"
            guard let payload = entry["payload"],
                let weight = (entry["weight"] as? NSNumber)?.doubleValue,
                let bytes = try? JSONSerialization.data(
                    withJSONObject: payload,
                    options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
                )
            else { throw .notAMix }
            guard events.updateValue(bytes, forKey: name) == nil else {
                throw .namedTwice(name: name)
            }
            weights[name] = weight
        }
        try self.init(events: events, weights: weights)
    }

    /// Reads a mix from a file, or from a folder with one `.json` file for each event.
    ///
    /// - Shape: in a folder events are named as their files and weigh the same, unless
    ///   `weights.json` gives `{"name": weight, …}`.
    /// - Throws: ``Refusal``.
    package init(mixAt path: String) throws(Refusal) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .unreadable(path: path)
        }
        guard isFolder.boolValue else {
            try self.init(mix: try Self.contents(of: path))
            return
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .unreadable(path: path)
        }
        var events: [String: Data] = [:]
        for name in names where name.hasSuffix(".json") && name != Self.weightsFile {
            events[String(name.dropLast(5))] = try Self.contents(of: "\(path)/\(name)")
        }
        guard !events.isEmpty else { throw .noEvents(path: path) }
        var weights = events.mapValues { _ in 1.0 }
        if names.contains(Self.weightsFile) {
            weights = try Self.weights(in: try Self.contents(of: "\(path)/\(Self.weightsFile)"))
        }
        try self.init(events: events, weights: weights)
    }

    private static func weights(in bytes: Data) throws(Refusal) -> [String: Double] {
        guard let weights = try? JSONDecoder().decode([String: Double].self, from: bytes) else {
            throw .notAMix
        }
        return weights
    }

    private static func contents(of path: String) throws(Refusal) -> Data {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path)
        }
        return bytes
    }
}
