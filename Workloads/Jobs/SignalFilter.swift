/// Filters many signals by fast Fourier transforms: forward, times the filter's spectrum, and back.
///
/// Signals and filter hold small whole numbers, so the rounded result is the exact cyclic convolution.
struct SignalFilter: Workload {
    static let facts = WorkloadFacts(
        name: "fft",
        summary: "filters signals of 4,096 samples by fast Fourier transforms",
        complexity: "O(n · m log m) for n signals of m = 4,096 samples",
        split: "signals, each transformed on its own",
        parallelFraction: 1,
        sizeUnit: "signals",
        defaultSize: 2_000,
        sizes: 1...100_000_000,
        memory: ByteCount(constant: 400_000, perUnit: 16),
        known: knownAnswers
    )

    /// The number of signals.
    let size: Int

    private static let samples = 4_096
    private static let random = SplitMix(seed: 5)

    func run(on team: Team) async -> WorkloadResult {
        let transform = FourierTransform(length: Self.samples)
        let filter = ComplexArray(count: Self.samples)
        let filterSum = Self.fill(filter, signal: -1)
        transform.forward(filter)
        let checksums = SharedArray(repeating: Int64(0), count: size)
        let isExact = SharedArray(repeating: true, count: size)
        await team.forEach(size) { signals in
            let scratch = ComplexArray(count: Self.samples)
            for signal in signals {
                let sum = Self.fill(scratch, signal: signal)
                transform.forward(scratch)
                scratch.multiply(by: filter)
                transform.backward(scratch)
                let (checksum, total) = Self.checksum(of: scratch)
                checksums.base[signal] = checksum
                isExact.base[signal] = total == sum * filterSum
            }
        }
        return WorkloadResult(
            answer: String(checksums.withElements { $0.reduce(0, &+) }),
            holdsInvariant: isExact.withElements { $0.allSatisfy { $0 } }
        )
    }

    /// Writes whole numbers from −100 to 100; returns their sum.
    private static func fill(_ array: ComplexArray, signal: Int) -> Int64 {
        let (real, imaginary) = (array.real.base, array.imaginary.base)
        var sum: Int64 = 0
        for index in 0..<samples {
            let bits = random((signal &+ 1) &* samples &+ index)
            let value = Int64(truncatingIfNeeded: ((bits &>> 32) &* 201) &>> 32) &- 100
            sum &+= value
            real[index] = Double(value)
            imaginary[index] = 0
        }
        return sum
    }

    /// The rounded samples, weighted by their place, and their plain sum.
    private static func checksum(of array: ComplexArray) -> (checksum: Int64, total: Int64) {
        let real = array.real.base
        var checksum: Int64 = 0
        var total: Int64 = 0
        for index in 0..<samples {
            let sample = real[index] / Double(samples)
            // Cut off after half a unit away from zero: rounded, without the library's function,
            // which takes longer than a stage of the transform.
            let value = Int64(sample + (sample < 0 ? -0.5 : 0.5))
            checksum &+= value &* Int64(index % 1_009 + 1)
            total &+= value
        }
        return (checksum, total)
    }

    private static let knownAnswers = [
        (1, "9376725830"),
        (10, "16637224391"),
        (2_000, "177032832284"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
