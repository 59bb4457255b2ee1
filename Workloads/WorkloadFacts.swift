/// What a workload does, how it grows, and what its answer must be.
package struct WorkloadFacts: Hashable, Sendable {
    /// Its name in flags, events and reports.
    package let name: String

    /// What it does, in one line.
    package let summary: String

    /// How the time grows with the size.
    package let complexity: String

    /// How the work is split into independent units.
    package let split: String

    /// The share of the CPU time, 0…1, that more threads can take over at the default size.
    ///
    /// - Source: estimated from which loops of the job are split; no measurement and no promise.
    package let parallelFraction: Double

    /// What the size counts, such as `rows and columns`.
    package let sizeUnit: String

    /// The size that takes 100…500 ms of CPU time on one core of the build machine.
    package let defaultSize: Int

    /// The sizes that can be run.
    package let sizes: ClosedRange<Int>

    /// Memory that the job itself holds at a size, in bytes, as its own arrays add up.
    package let memory: ByteCount

    /// Answers worked out elsewhere, by size.
    package let known: [KnownAnswer]

    /// The answer worked out elsewhere for this size, where there is one.
    package func knownAnswer(at size: Int) -> KnownAnswer? {
        known.first { $0.size == size }
    }
}

/// An answer that somebody else, or an independent program, worked out.
package struct KnownAnswer: Hashable, Sendable {
    /// The size that it belongs to.
    package let size: Int

    /// The answer, written as the workload writes it.
    package let answer: String

    /// The publication or program that it comes from.
    package let source: String

    package init(size: Int, answer: String, source: String) {
        self.size = size
        self.answer = answer
        self.source = source
    }
}

/// Memory that grows with the size as a polynomial of at most the second degree.
package struct ByteCount: Hashable, Sendable {
    /// Bytes that do not depend on the size.
    package let constant: Int

    /// Bytes for each unit of size.
    package let perUnit: Int

    /// Bytes for each unit of size squared.
    package let perUnitSquared: Int

    package init(constant: Int = 0, perUnit: Int = 0, perUnitSquared: Int = 0) {
        self.constant = constant
        self.perUnit = perUnit
        self.perUnitSquared = perUnitSquared
    }

    /// The bytes at a size, or nil where the number does not fit.
    package func bytes(at size: Int) -> Int? {
        let (square, squareOverflow) = size.multipliedReportingOverflow(by: size)
        let (linear, linearOverflow) = size.multipliedReportingOverflow(by: perUnit)
        let (quadratic, overflow) = square.multipliedReportingOverflow(by: perUnitSquared)
        guard perUnitSquared == 0 || !(squareOverflow || overflow), !linearOverflow else {
            return nil
        }
        let (sum, sumOverflow) = linear.addingReportingOverflow(
            perUnitSquared == 0 ? 0 : quadratic
        )
        let (total, totalOverflow) = sum.addingReportingOverflow(constant)
        return sumOverflow || totalOverflow ? nil : total
    }
}
