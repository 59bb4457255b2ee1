package import LambdaPlatform
package import Tuning

/// Everything that can be changed without measuring again: one step of undo.
package struct WhatIf: Hashable, Sendable {
    /// Prices, aim, limits and traffic.
    package var conditions: Conditions

    /// The settings called today's by hand, by the number of the run.
    package var currentMemory: [Int: MemorySetting] = [:]

    /// Takes the conditions to start from.
    package init(conditions: Conditions) {
        self.conditions = conditions
    }

    /// The conditions of one run: its own setting of today, unless another was named.
    package func conditions(ofRun index: Int) -> Conditions {
        var result = conditions
        if let memory = currentMemory[index] { result.currentMemory = memory }
        return result
    }
}

extension Objective {
    /// The aim that follows when going round.
    package var next: Objective {
        switch self {
        case .recommended: .cheapest
        case .cheapest: .fastest
        case .fastest: .balanced(weight: 0.5)
        case .balanced: .recommended
        }
    }
}
