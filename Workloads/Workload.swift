/// A deterministic, CPU-bound job that stands for something people run on Lambda.
///
/// A job makes its input from a fixed seed, so the answer depends on the size alone: never on the
/// strategy, on the number of threads, or on the machine.
package protocol Workload: Sendable {
    /// What a person wants to know before running it.
    static var facts: WorkloadFacts { get }

    /// Takes a size inside ``WorkloadFacts/sizes``; sizes are checked by ``WorkloadRun``.
    init(size: Int)

    /// Does the whole job, spreading the parallel parts over the team.
    func run(on team: Team) async -> WorkloadResult
}

/// What a job computed.
package struct WorkloadResult: Hashable, Sendable {
    /// The answer as text, the same for every strategy and number of threads.
    package let answer: String

    /// Whether the answer has the property that every right answer has, at any size.
    ///
    /// Such as the checksum of a product, or that a sorted sequence has its elements in order.
    package let holdsInvariant: Bool

    package init(answer: String, holdsInvariant: Bool) {
        self.answer = answer
        self.holdsInvariant = holdsInvariant
    }
}
