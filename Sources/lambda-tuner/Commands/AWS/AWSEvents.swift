import AWSLambda
import Foundation
import Measurement

/// The events that the options name.
struct AWSEvents: Sendable {
    /// The events.
    let book: EventBook

    /// The strategies that have events of their own, or `single`.
    let strategies: [ThreadingStrategy]

    init(_ options: AWSMeasuringOptions) throws {
        var book = try options.sampling.book()
        var strategies: [ThreadingStrategy] = []
        for text in options.strategyEvents {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw EventRefusal.notAPair(text) }
            let event = try Data(contentsOf: URL(filePath: parts[1]))
            book.byStrategy[parts[0]] = try EventBook(event: event).events.values.first
            strategies.append(ThreadingStrategy(rawValue: parts[0]))
        }
        self.book = book
        self.strategies = strategies.isEmpty ? [.single] : strategies
    }

    /// Why events were refused.
    enum EventRefusal: Error, Hashable, CustomStringConvertible {
        case notAPair(String)

        var description: String {
            switch self {
            case .notAPair(let text):
                "'\(text.printableLine())' names no strategy's event: give NAME=FILE."
            }
        }
    }
}
