#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import Workloads

/// The answer to an event.
struct ResponseBody: Hashable, Encodable {
    let workload: String
    let strategy: String
    let size: Int
    let threads: Int

    /// The workload's answer, checked.
    let answer: String

    /// Always true: an answer that fails its check becomes an error instead.
    let verified: Bool

    init(run: WorkloadRun, answer: String) {
        workload = run.facts.name
        strategy = run.team.strategy.name
        size = run.size
        threads = run.team.threads
        self.answer = answer
        verified = true
    }
}

/// An error as the Runtime API takes it.
struct FunctionError: Error, Hashable, Encodable {
    /// The category, such as `Function.WrongAnswer`.
    let type: String

    /// One sentence.
    let message: String

    /// Sorts an error into its category.
    init(_ error: any Error) {
        message = "\(error)"
        type =
            switch error {
            case is WrongAnswer: "Function.WrongAnswer"
            case is WorkloadRefusal, is EventRefusal: "Function.BadEvent"
            default: "Function.Unknown"
            }
    }

    enum CodingKeys: String, CodingKey {
        case type = "errorType"
        case message = "errorMessage"
    }
}

extension Encodable {
    /// The value as JSON with its keys in order.
    var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return try Array(encoder.encode(self))
        }
    }
}
