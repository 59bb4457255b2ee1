package import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Durations measured at some memory settings, and the settings to predict: one line of `predict`.
///
/// - Shape: `{"dataset", "function", "arch", "trained_on": [MB…], "train": {"MB": {"ms", "n", "sd",
///   "samples"}}, "predict": [MB…]}`; documented in METHOD.md.
package struct PredictionTask: Hashable, Sendable {
    /// The data set's name, given back as it came.
    package let dataset: String

    /// The function's name, given back as it came.
    package let function: String

    /// The architecture, where told.
    package let architecture: Architecture?

    /// The settings measured, in the order given.
    package let trainedOn: [MemorySetting]

    /// What was measured, in the same order.
    package let points: [CurvePosterior.Point]

    /// The settings to predict.
    package let wanted: [MemorySetting]

    /// Why a task cannot be answered.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case notJSON(JSONFault)
        case missing(String)
        case noMeasurement(megabytes: Int)
        case unusableDuration(megabytes: Int, text: String)
        case unusableSetting(text: String)
        case givenTwice(megabytes: Int)
        case lineTooLong(limit: Int)

        package var description: String {
            switch self {
            case .notJSON(let fault): "\(fault)"
            case .missing(let name): "\"\(name)\" is missing or of the wrong kind"
            case .noMeasurement(let megabytes): "\"train\" has no duration for \(megabytes) MB"
            case .unusableDuration(let megabytes, let text):
                "the duration at \(megabytes) MB is \(text): give positive, finite milliseconds"
            case .unusableSetting(let text):
                "\(text) is not a memory setting: give whole MB from 128 to 10240"
            case .givenTwice(let megabytes): "\(megabytes) MB is given twice"
            case .lineTooLong(let limit): "the line is longer than \(limit) bytes"
            }
        }
    }

    /// Reads a task.
    ///
    /// - Throws: ``Refusal`` with the first thing that is wrong.
    package init(_ tree: JSONTree) throws(Refusal) {
        guard case .object = tree else { throw .missing("trained_on") }
        guard case .object(let train)? = tree["train"] else { throw .missing("train") }
        guard case .list(let wanted)? = tree["predict"] else { throw .missing("predict") }
        self.dataset = tree["dataset"]?.text ?? ""
        self.function = tree["function"]?.text ?? ""
        self.architecture = tree["arch"]?.text.flatMap(Architecture.init(rawValue:))
        self.trainedOn = try Self.trainedOn(tree["trained_on"], train: train)
        self.points = try Self.points(trainedOn, train: train)
        self.wanted = try Self.settings(wanted)
    }
}

extension PredictionTask {
    /// The settings to learn from: those listed, or else every one measured.
    private static func trainedOn(
        _ listed: JSONTree?,
        train: [JSONTree.Member]
    ) throws(Refusal) -> [MemorySetting] {
        var settings: [MemorySetting] = []
        if case .list(let items)? = listed {
            settings = try Self.settings(items)
        } else {
            for member in train { settings.append(try setting(named: member.name)) }
        }
        guard !settings.isEmpty else { throw .missing("trained_on") }
        var seen: Set<MemorySetting> = []
        for setting in settings where !seen.insert(setting).inserted {
            throw .givenTwice(megabytes: setting.megabytes)
        }
        return settings
    }

    private static func points(
        _ settings: [MemorySetting],
        train: [JSONTree.Member]
    ) throws(Refusal) -> [CurvePosterior.Point] {
        var points: [CurvePosterior.Point] = []
        for setting in settings {
            let name = String(setting.megabytes)
            let found = train.filter { $0.name == name }
            guard let member = found.first else {
                throw .noMeasurement(megabytes: setting.megabytes)
            }
            guard found.count == 1 else { throw .givenTwice(megabytes: setting.megabytes) }
            points.append(try point(member.value, at: setting))
        }
        return points
    }

    private static func settings(_ items: [JSONTree]) throws(Refusal) -> [MemorySetting] {
        var settings: [MemorySetting] = []
        for item in items {
            if let text = item.text {
                settings.append(try setting(named: text))
                continue
            }
            guard let number = item.number else { throw .unusableSetting(text: "an entry") }
            guard let whole = Int(exactly: number), MemorySetting.allowed.contains(whole) else {
                throw .unusableSetting(text: plain(number))
            }
            settings.append(MemorySetting(clamping: whole))
        }
        return settings
    }

    private static func setting(named name: String) throws(Refusal) -> MemorySetting {
        guard let whole = Int(name), MemorySetting.allowed.contains(whole) else {
            throw .unusableSetting(text: String(name.prefix(20)).asJSON)
        }
        return MemorySetting(clamping: whole)
    }

    static func plain(_ number: Double) -> String {
        number.isNaN ? "not a number" : number.isInfinite ? "infinite" : "\(number)"
    }
}
