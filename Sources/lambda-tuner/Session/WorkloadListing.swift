import Workloads

/// The built-in workloads and strategies, as they are listed.
struct WorkloadListing: Hashable, Encodable {
    /// One workload.
    struct Entry: Hashable, Encodable {
        let name: String
        let summary: String
        let complexity: String
        let split: String
        let parallelFraction: Double
        let sizeUnit: String
        let defaultSize: Int
        let smallestSize: Int
        let largestSize: Int

        /// Memory of the job's own arrays at the default size.
        let memoryMB: Int
        let knownAnswers: [Answer]
    }

    /// An answer that was worked out elsewhere.
    struct Answer: Hashable, Encodable {
        let size: Int
        let answer: String
        let source: String
    }

    /// One strategy.
    struct Strategy: Hashable, Encodable {
        let name: String
        let summary: String
    }

    let workloads = WorkloadCatalog.facts.map(Entry.init(facts:))
    let strategies = WorkloadCatalog.strategies.map { Strategy(name: $0.name, summary: $0.summary) }

    /// The list for people.
    var text: String {
        let workloads = workloads.map(\.text).joined(separator: "\n")
        let strategies = strategies.map { "  \(padded($0.name))\($0.summary)\n" }.joined()
        return "Workloads\n\n\(workloads)\nThreading strategies\n\n\(strategies)"
    }
}

extension WorkloadListing.Entry {
    init(facts: WorkloadFacts) {
        name = facts.name
        summary = facts.summary
        complexity = facts.complexity
        split = facts.split
        parallelFraction = facts.parallelFraction
        sizeUnit = facts.sizeUnit
        defaultSize = facts.defaultSize
        smallestSize = facts.sizes.lowerBound
        largestSize = facts.sizes.upperBound
        memoryMB = (facts.memory.bytes(at: facts.defaultSize) ?? 0) >> 20
        knownAnswers = facts.known.map {
            WorkloadListing.Answer(size: $0.size, answer: $0.answer, source: $0.source)
        }
    }

    /// The entry as a few indented lines.
    fileprivate var text: String {
        let answer = knownAnswers.first { $0.size == defaultSize }
        let lines =
            [
                "size \(defaultSize) \(sizeUnit) (\(smallestSize) to \(largestSize)), "
                    + "\(complexity)",
                "\(max(memoryMB, 1)) MB of arrays; "
                    + "\(Int((parallelFraction * 100).rounded())) % can run in parallel: \(split)",
            ] + (answer.map { ["answer \($0.answer)", "  by \($0.source)"] } ?? [])
        return "  \(padded(name))\(summary)\n" + lines.map { "  \(padded(""))\($0)\n" }.joined()
    }
}

/// The text with spaces behind it, to the width of the column of names.
private func padded(_ text: String) -> String {
    text + String(repeating: " ", count: max(0, 17 - text.count))
}
