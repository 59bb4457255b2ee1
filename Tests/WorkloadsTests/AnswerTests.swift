import Testing

@testable import Workloads

struct AnswerTests {
    @Test(arguments: WorkloadCatalog.facts)
    func `every workload has an answer that was worked out elsewhere for its default size`(
        facts: WorkloadFacts
    ) {
        #expect(facts.knownAnswer(at: facts.defaultSize) != nil)
        #expect(facts.known.allSatisfy { !$0.source.isEmpty })
    }

    /// Sizes that one thread finishes well within a second.
    private static let quickAnswers = WorkloadCatalog.facts.flatMap { facts in
        facts.known.filter { $0.size <= facts.defaultSize }.map { (facts.name, $0) }
    }

    @Test(arguments: quickAnswers)
    func `an answer is the one worked out elsewhere`(name: String, known: KnownAnswer) async throws
    {
        let run = try WorkloadRun(workload: name, strategy: "single", size: known.size, threads: 1)
        #expect(try await run() == known.answer)
    }

    /// A small size for each workload, not a multiple of anything that the splits use.
    private static let odd = WorkloadCatalog.facts.flatMap { facts in
        WorkloadCatalog.strategies.map { (facts, $0.name) }
    }

    @Test(arguments: odd)
    func `every strategy gives the same answer with 1 to 16 threads`(
        facts: WorkloadFacts,
        strategy: String
    ) async throws {
        let size = facts.testSize
        let expected = try await WorkloadRun(
            workload: facts.name,
            strategy: "single",
            size: size,
            threads: 1
        )()
        for threads in 1...16 {
            let run = try WorkloadRun(
                workload: facts.name,
                strategy: strategy,
                size: size,
                threads: threads
            )
            #expect(try await run() == expected)
        }
    }

    @Test(arguments: WorkloadCatalog.facts)
    func `the smallest sizes have sound answers`(facts: WorkloadFacts) async throws {
        for size in facts.sizes.lowerBound...facts.sizes.lowerBound + 3 {
            let run = try WorkloadRun(
                workload: facts.name,
                strategy: "dispatch",
                size: size,
                threads: 4
            )
            _ = try await run()
        }
    }
}

extension WorkloadFacts {
    /// A hundredth to a twentieth of the default work: units for most of sixteen threads, and no round
    /// number of them.
    fileprivate var testSize: Int {
        let isQuadratic = memory.perUnitSquared > 0 || name == "mandelbrot"
        return max(sizes.lowerBound + 1, defaultSize / (isQuadratic ? 10 : 20) + 3)
    }
}
