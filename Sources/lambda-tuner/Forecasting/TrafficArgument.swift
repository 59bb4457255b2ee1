import Capacity
import Foundation

/// Traffic as it is written on a command line.
struct TrafficArgument {
    /// The text, such as `1000`, `diurnal:200:1.8:14` or `week.csv`.
    let text: String

    /// Reads the traffic; a text that is neither a rate nor a pattern is the path of a file.
    ///
    /// - Throws: ``Traffic/Refusal``, ``Trace/Refusal`` or ``TrafficFailure``.
    func traffic() throws -> Traffic {
        if let rate = Double(text) { return try .poisson(rate: rate) }
        let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let pattern = Pattern(rawValue: fields[0]) else { return try recorded() }
        let numbers = fields.dropFirst().compactMap { Double($0) }
        guard numbers.count == fields.count - 1, numbers.count == pattern.count else {
            throw TrafficFailure.notAPattern(text: text, form: pattern.form)
        }
        switch pattern {
        case .constant: return try .constant(rate: numbers[0])
        case .poisson: return try .poisson(rate: numbers[0])
        case .diurnal:
            return try .diurnal(
                meanRate: numbers[0],
                peakToMean: numbers[1],
                peakHour: numbers[2]
            )
        case .bursts:
            return try .bursts(
                base: numbers[0],
                peak: numbers[1],
                seconds: numbers[2],
                every: numbers[3]
            )
        }
    }

    private func recorded() throws -> Traffic {
        guard let bytes = FileManager.default.contents(atPath: text) else {
            throw TrafficFailure.unreadable(path: text)
        }
        guard let content = String(bytes: bytes, encoding: .utf8) else {
            throw TrafficFailure.notText(path: text)
        }
        return try .recorded(Trace(text: content))
    }

    /// A pattern by the word it begins with.
    private enum Pattern: String {
        case constant, poisson, diurnal, bursts

        var form: String {
            switch self {
            case .constant: "constant:RATE"
            case .poisson: "poisson:RATE"
            case .diurnal: "diurnal:MEAN:PEAK:HOUR"
            case .bursts: "bursts:BASE:PEAK:SECONDS:EVERY"
            }
        }

        /// How many numbers follow.
        var count: Int { form.split(separator: ":").count - 1 }
    }
}

/// Why traffic could not be read.
enum TrafficFailure: Error, Hashable, CustomStringConvertible {
    case notAPattern(text: String, form: String)
    case unreadable(path: String)
    case notText(path: String)

    var description: String {
        switch self {
        case .notAPattern(let text, let form):
            "'\(text)' is not traffic: write \(form) with numbers."
        case .unreadable(let path):
            "'\(path)' is neither a rate nor a file that can be read: give requests/s or a path."
        case .notText(let path):
            "'\(path)' is not text: give lines of 'second,requests'."
        }
    }
}
