package import LambdaPlatform
import Tuning

/// A line of text that is being typed to answer a question.
package struct Prompt: Hashable, Sendable {
    /// What is asked.
    package let question: Question

    /// What has been typed.
    package var text: String

    /// The state of things before the question, to go back to.
    package let before: WhatIf

    /// Why the text is no answer; nil while it is one.
    package var objection: String?

    /// The most characters that are taken.
    private static let limit = 16

    /// Opens a question.
    package init(_ question: Question, before: WhatIf) {
        self.question = question
        self.text = ""
        self.before = before
    }

    /// Adds characters that a number can be made of, and drops the rest.
    package mutating func type(_ characters: some StringProtocol) {
        for character in characters where text.count < Self.limit {
            let isPart = character.isASCII && (character.isNumber || character.isLetter)
            if isPart || character == "." || character == "%" { text.append(character) }
        }
    }
}

extension Question {
    /// What is asked, with its unit.
    package var title: String {
        switch self {
        case .latencyLimit: "p95 limit in ms (empty: none)"
        case .jump: "memory setting in MB"
        case .monthlyInvocations: "invocations per month (such as 250k or 3M)"
        case .coldStartShare: "cold starts in %"
        case .ephemeralStorage: "/tmp in MB (512 to 10240)"
        case .provisionedConcurrency: "environments kept provisioned"
        case .megabytesPerVCPU: "MB per vCPU (1792, or AWS's 1769)"
        case .balanceWeight: "weight of cost, 0 (only speed) to 1 (only cost)"
        }
    }

    /// A change that a typed answer makes, or why it makes none.
    package enum Answer: Hashable, Sendable {
        /// The conditions are to be these.
        case change(WhatIf)

        /// The cursor is to go there.
        case jump(MemorySetting)

        /// The text is no answer; one sentence.
        case objection(String)
    }

    /// What a text means as an answer.
    package func answer(_ text: String, to before: WhatIf) -> Answer {
        var after = before
        let number = Self.number(in: text)
        switch self {
        case .latencyLimit:
            if text.isEmpty {
                after.conditions.latencyLimit = nil
                return .change(after)
            }
            guard let number, number > 0 else { return .objection("give a time in ms above 0") }
            after.conditions.latencyLimit = LatencyLimit(quantile: 0.95, milliseconds: number)
        case .jump:
            guard let memory = try? MemorySetting(text: text) else {
                return .objection("give 128 to 10240")
            }
            return .jump(memory)
        case .monthlyInvocations:
            guard let number, (0...1e12).contains(number) else {
                return .objection("give a number such as 250k or 3M")
            }
            after.conditions.monthlyInvocations = Int(number)
        case .coldStartShare:
            guard let number, (0...100).contains(number) else { return .objection("give 0 to 100") }
            after.conditions.coldStartShare = number / 100
        case .ephemeralStorage:
            guard let number, (512...10_240).contains(number) else {
                return .objection("give 512 to 10240")
            }
            after.conditions.ephemeralStorageMB = Int(number)
        case .provisionedConcurrency:
            guard let number, (0...10_000).contains(number) else {
                return .objection("give 0 to 10000")
            }
            guard number == 0 || before.conditions.tariff.provisioned != nil else {
                return .objection("its price is not known here")
            }
            after.conditions.provisionedConcurrency = Int(number)
        case .megabytesPerVCPU:
            guard let number, let model = try? PlatformModel(megabytesPerVCPU: number) else {
                return .objection("give 128 to 10240, such as 1792 or 1769")
            }
            after.conditions.platform = model
        case .balanceWeight:
            guard let number, (0...1).contains(number) else { return .objection("give 0 to 1") }
            after.conditions.objective = .balanced(weight: number)
        }
        return .change(after)
    }

    /// A number as people type it: `400`, `400ms`, `0.4`, `5%`, `250k`, `3M`.
    static func number(in text: String) -> Double? {
        var digits = text.lowercased()
        var factor = 1.0
        for (suffix, value) in [
            ("ms", 1.0), ("mb", 1), ("%", 1), ("s", 1e3), ("k", 1e3), ("m", 1e6),
        ]
        where digits.hasSuffix(suffix) {
            digits.removeLast(suffix.count)
            factor = value
            break
        }
        return Double(digits).flatMap { $0.isFinite ? $0 * factor : nil }
    }
}
