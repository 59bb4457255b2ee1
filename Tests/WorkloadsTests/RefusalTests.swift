import Testing

@testable import Workloads

struct RefusalTests {
    @Test func `an unknown workload is refused by name and the known ones are listed`() {
        #expect(throws: WorkloadRefusal.unknownWorkload("prime-seive")) {
            try WorkloadRun(workload: "prime-seive", strategy: "single")
        }
        #expect("\(WorkloadRefusal.unknownWorkload("x"))".contains("prime-sieve"))
    }

    @Test func `an unknown strategy is refused by name and the known ones are listed`() {
        #expect(throws: WorkloadRefusal.unknownStrategy("turbo")) {
            try WorkloadRun(workload: "prime-sieve", strategy: "turbo")
        }
        #expect("\(WorkloadRefusal.unknownStrategy("x"))".contains("dispatch"))
    }

    @Test(arguments: [0, -1, 257, 10_000])
    func `numbers of threads that make no sense are refused`(threads: Int) {
        #expect(throws: WorkloadRefusal.threadsOutOfRange(threads)) {
            try WorkloadRun(workload: "prime-sieve", strategy: "dispatch", threads: threads)
        }
    }

    @Test(arguments: WorkloadCatalog.facts, [0, -1, Int.min])
    func `a size of nothing is refused`(facts: WorkloadFacts, size: Int) {
        #expect(throws: WorkloadRefusal.self) {
            try WorkloadRun(workload: facts.name, strategy: "single", size: size)
        }
    }

    @Test(arguments: WorkloadCatalog.facts)
    func `a size that overflows memory is refused`(facts: WorkloadFacts) {
        #expect(throws: WorkloadRefusal.self) {
            try WorkloadRun(workload: facts.name, strategy: "single", size: .max)
        }
    }

    @Test func `a matrix beyond the largest function's memory is refused as such`() {
        #expect(
            throws: WorkloadRefusal.tooMuchMemory(workload: "matrix-product", size: 100_000)
        ) {
            try WorkloadRun(workload: "matrix-product", strategy: "single", size: 100_000)
        }
    }

    @Test func `bytes that do not fit are no number`() {
        #expect(ByteCount(perUnitSquared: 24).bytes(at: 1 << 40) == nil)
        #expect(ByteCount(perUnit: 8).bytes(at: .max) == nil)
        #expect(ByteCount(constant: 5, perUnit: 3, perUnitSquared: 2).bytes(at: 10) == 235)
    }

    @Test func `an answer that is not the known one is refused, not returned`() throws {
        let run = try WorkloadRun(workload: "prime-sieve", strategy: "dispatch", size: 1_000)
        #expect(
            throws: WrongAnswer(
                workload: "prime-sieve",
                strategy: "dispatch",
                answer: "169",
                expected: "168"
            )
        ) {
            try run.verified(WorkloadResult(answer: "169", holdsInvariant: true))
        }
    }

    @Test func `an answer without the property that right ones have is refused`() throws {
        let run = try WorkloadRun(workload: "prime-sieve", strategy: "single", size: 1_234)
        #expect(throws: WrongAnswer.self) {
            try run.verified(WorkloadResult(answer: "202", holdsInvariant: false))
        }
        #expect(try run.verified(WorkloadResult(answer: "202", holdsInvariant: true)) == "202")
    }
}
