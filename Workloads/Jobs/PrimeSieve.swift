/// The number of primes up to a limit, by a segmented sieve of Eratosthenes over the odd numbers.
struct PrimeSieve: Workload {
    static let facts = WorkloadFacts(
        name: "prime-sieve",
        summary: "counts the primes up to a limit",
        complexity: "O(n log log n) for the limit n",
        split: "segments of 65,536 numbers, each sieved on its own, low and high ones mixed",
        parallelFraction: 0.99,
        sizeUnit: "limit",
        defaultSize: 536_870_912,
        sizes: 10...100_000_000_000,
        memory: ByteCount(constant: 3_000_000),
        known: knownAnswers
    )

    /// The largest number that is looked at.
    let size: Int

    /// Odd numbers in a segment; one byte each, so that a segment fits a first-level cache.
    private static let oddsPerSegment = 32_768

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        let primes = Self.oddPrimes(upTo: Self.squareRoot(of: size))
        let segments = (size - 1) / (2 * Self.oddsPerSegment) + 1
        let step = Self.mixingStep(segments)
        let counts = SharedArray(repeating: 0, count: segments)
        await team.forEach(segments) { range in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.oddsPerSegment) { marks in
                guard let marks = marks.baseAddress else { return }
                primes.withUnsafeBufferPointer { primes in
                    for unit in range {
                        let segment = unit * step % segments
                        counts.base[unit] = Self.count(segment, limit: size, primes, marks)
                    }
                }
            }
        }
        let count = counts.withElements { $0.reduce(1, +) }
        return WorkloadResult(
            answer: String(count),
            // The table needs no second opinion, and the second opinion costs about 3 %.
            holdsInvariant: Self.facts.knownAnswer(at: size) != nil
                || count == PrimeCount.upTo(size)
        )
    }

    /// How far apart the segments of neighbouring units are.
    ///
    /// High segments take longer, as more primes reach into them. In steps of the golden section any
    /// run of units takes its segments evenly from the whole range, so that equal shares take equally
    /// long.
    ///
    /// - Shape: has no divisor in common with the count, so that every segment comes once.
    /// - Source: Knuth, "The Art of Computer Programming" 3, section 6.4, on Fibonacci hashing.
    private static func mixingStep(_ count: Int) -> Int {
        var step = max(1, Int(Double(count) * 0.618_033_988_749_895))
        while greatestDivisor(step, count) > 1 { step += 1 }
        return step
    }

    private static func greatestDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestDivisor(right, left % right)
    }

    /// The number of odd primes among the segment's numbers.
    private static func count(
        _ segment: Int,
        limit: Int,
        _ primes: UnsafeBufferPointer<UInt32>,
        _ marks: UnsafeMutablePointer<UInt8>
    ) -> Int {
        // Mark k stands for the odd number first + 2k.
        let first = 2 * oddsPerSegment * segment + 1
        let length = min(oddsPerSegment, (limit - first) / 2 + 1)
        marks.update(repeating: 1, count: length)
        if segment == 0 { marks[0] = 0 }
        for prime in primes {
            let prime = Int(prime)
            var multiple = prime * prime
            if multiple > first + 2 * (length - 1) { break }
            if multiple < first {
                let factor = (first + prime - 1) / prime
                multiple = prime * (factor | 1)
            }
            var index = (multiple - first) >> 1
            while index < length {
                marks[index] = 0
                index &+= prime
            }
        }
        var count = 0
        for index in 0..<length { count &+= Int(marks[index]) }
        return count
    }

    /// The odd primes up to a small limit, by a plain sieve.
    private static func oddPrimes(upTo limit: Int) -> [UInt32] {
        var isComposite = [Bool](repeating: false, count: limit + 1)
        var primes: [UInt32] = []
        for number in stride(from: 3, through: limit, by: 2) where !isComposite[number] {
            primes.append(UInt32(number))
            for multiple in stride(from: number * number, through: limit, by: 2 * number) {
                isComposite[multiple] = true
            }
        }
        return primes
    }

    static func squareRoot(of number: Int) -> Int {
        var root = Int(Double(number).squareRoot())
        while root * root > number { root -= 1 }
        while (root + 1) * (root + 1) <= number { root += 1 }
        return root
    }

    private static let knownAnswers =
        zip(
            [10, 1_000, 100_000, 10_000_000, 100_000_000, 1_000_000_000],
            [4, 168, 9_592, 664_579, 5_761_455, 50_847_534]
        ).map { size, count in
            KnownAnswer(size: size, answer: String(count), source: "OEIS A006880, primes to 10^n")
        }
        + zip([1 << 16, 1 << 28, 1 << 29, 1 << 30], [6_542, 14_630_843, 28_192_750, 54_400_028])
        .map { size, count in
            KnownAnswer(size: size, answer: String(count), source: "OEIS A007053, primes to 2^n")
        }
}
