/// One run of a workload with everything decided and checked: which, how large, how threaded.
package struct WorkloadRun: Sendable {
    /// What is run.
    package let facts: WorkloadFacts

    /// The size, inside the workload's range.
    package let size: Int

    /// The strategy and the number of threads.
    package let team: Team

    private let workload: any Workload.Type

    /// The most memory that a size may ask for: what the largest Lambda function has.
    package static let memoryLimit = 10_240 * 1_048_576

    /// Checks a request by name.
    ///
    /// - Parameters:
    ///   - name: A workload's name in ``WorkloadCatalog``.
    ///   - strategyName: A strategy's name in ``WorkloadCatalog``.
    ///   - size: The size; the default size if nil.
    ///   - threads: The number of threads; the processors this process may run on if nil.
    /// - Throws: ``WorkloadRefusal`` naming the first thing that cannot be.
    package init(
        workload name: String,
        strategy strategyName: String,
        size: Int? = nil,
        threads: Int? = nil
    ) throws(WorkloadRefusal) {
        guard let workload = WorkloadCatalog.workload(named: name) else {
            throw .unknownWorkload(name)
        }
        guard let strategy = WorkloadCatalog.strategy(named: strategyName) else {
            throw .unknownStrategy(strategyName)
        }
        let facts = workload.facts
        let size = size ?? facts.defaultSize
        guard let bytes = facts.memory.bytes(at: size), bytes <= Self.memoryLimit else {
            throw .tooMuchMemory(workload: facts.name, size: size)
        }
        guard facts.sizes.contains(size) else {
            throw .sizeOutOfRange(workload: facts.name, size: size, allowed: facts.sizes)
        }
        self.workload = workload
        self.facts = facts
        self.size = size
        self.team = try Team(strategy: strategy, threads: threads ?? usableProcessors())
    }

    /// Does the job and checks the answer.
    ///
    /// - Throws: ``WrongAnswer`` when the answer is not the known one for this size, or lacks the
    ///   property that every right answer has.
    package func callAsFunction() async throws(WrongAnswer) -> String {
        try verified(await workload.init(size: size).run(on: team))
    }

    /// The answer of a result, if it is the right one.
    func verified(_ result: WorkloadResult) throws(WrongAnswer) -> String {
        let known = facts.knownAnswer(at: size)?.answer
        if result.holdsInvariant, known == nil || known == result.answer { return result.answer }
        throw WrongAnswer(
            workload: facts.name,
            strategy: team.strategy.name,
            answer: result.answer,
            expected: known == result.answer ? nil : known
        )
    }
}

/// An answer that is not the right one.
package struct WrongAnswer: Error, Hashable, CustomStringConvertible {
    package let workload: String
    package let strategy: String

    /// What was computed.
    package let answer: String

    /// What should have been, where the size has a known answer.
    package let expected: String?

    package init(workload: String, strategy: String, answer: String, expected: String?) {
        self.workload = workload
        self.strategy = strategy
        self.answer = answer
        self.expected = expected
    }

    package var description: String {
        let reason = expected.map { "the known answer is \($0)" } ?? "it fails its own check"
        return "\(workload) with \(strategy) computed \(answer), but \(reason): "
            + "do not trust timings of this build."
    }
}
