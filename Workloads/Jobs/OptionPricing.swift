#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The price of a European call option by simulating where the share may end.
///
/// - Source: the option of Hull, "Options, Futures, and Other Derivatives", §15.9 (10th edition),
///   example 15.6: share 42, strike 40, rate 10 %, volatility 20 %, six months; its price is 4.76.
struct OptionPricing: Workload {
    static let facts = WorkloadFacts(
        name: "monte-carlo",
        summary: "prices a call option by Monte Carlo simulation",
        complexity: "O(n) for n paths",
        split: "blocks of 4,096 paths, each with random numbers of its own",
        parallelFraction: 1,
        sizeUnit: "paths",
        defaultSize: 8_000_000,
        sizes: 2...100_000_000_000,
        memory: ByteCount(constant: 4_096, perUnit: 1),
        known: knownAnswers
    )

    /// The number of paths.
    let size: Int

    private static let option = CallOption.example
    private static let pathsPerBlock = 4_096
    private static let random = SplitMix(seed: 8)

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        let blocks = (size - 1) / Self.pathsPerBlock + 1
        let sums = SharedArray<PayoffSum>(unsetCount: blocks)
        await team.forEach(blocks) { range in
            for block in range {
                let first = block * Self.pathsPerBlock
                sums.base[block] = Self.simulate(first..<min(first + Self.pathsPerBlock, size))
            }
        }
        // Blocks are added in order, whoever computed them, so that rounding never differs.
        let total = sums.withElements { $0.reduce(PayoffSum()) { $0 + $1 } }
        let mean = total.sum / Double(size)
        let variance = max(0, total.squares / Double(size) - mean * mean)
        let error = (variance / Double(size)).squareRoot() * Self.option.discount
        let price = mean * Self.option.discount
        return WorkloadResult(
            answer: Self.text(price),
            // Five standard errors; few paths say too little to be held to the formula.
            holdsInvariant: size < 1_000 || abs(price - Self.option.price) <= 5 * error
        )
    }

    /// The payoffs of some paths, two for each pair of random numbers.
    ///
    /// - Source: Box and Muller, "A Note on the Generation of Random Normal Deviates" (1958).
    private static func simulate(_ paths: Range<Int>) -> PayoffSum {
        let drift = option.drift
        let spread = option.spread
        var result = PayoffSum()
        for path in stride(from: paths.lowerBound, to: paths.upperBound, by: 2) {
            let first = (Double(random(path) &>> 11) + 1) * 0x1p-53
            let second = Double(random(path &+ 1) &>> 11) * 0x1p-53
            let radius = (-2 * log(first)).squareRoot()
            let angle = 2 * Double.pi * second
            result.add(option.payoff(exp(drift + spread * (radius * cos(angle)))))
            if path &+ 1 < paths.upperBound {
                result.add(option.payoff(exp(drift + spread * (radius * sin(angle)))))
            }
        }
        return result
    }

    /// A price with four decimals.
    private static func text(_ price: Double) -> String {
        let units = Int((price * 10_000).rounded())
        let decimals = String(units % 10_000)
        return "\(units / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
    }

    private static let knownAnswers = [
        (1_000, "4.7814"),
        (8_000_000, "4.7612"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}

/// A European call on a share that pays no dividends; money in any currency, time in years.
struct CallOption: Hashable, Sendable {
    let share: Double
    let strike: Double
    let rate: Double
    let volatility: Double
    let years: Double

    /// The textbook's example.
    static let example = CallOption(share: 42, strike: 40, rate: 0.1, volatility: 0.2, years: 0.5)

    /// What money at the end is worth now.
    var discount: Double { exp(-rate * years) }

    /// The mean of the logarithm of the share's growth.
    var drift: Double { (rate - volatility * volatility / 2) * years }

    /// The standard deviation of that logarithm.
    var spread: Double { volatility * years.squareRoot() }

    /// What the option pays if the share has grown by a factor.
    @inline(__always)
    func payoff(_ growth: Double) -> Double {
        max(0, share * growth - strike)
    }

    /// The exact price.
    ///
    /// - Source: Black and Scholes, "The Pricing of Options and Corporate Liabilities" (1973).
    var price: Double {
        let d1 = (log(share / strike) + drift) / spread + spread
        return share * Self.normal(d1) - strike * discount * Self.normal(d1 - spread)
    }

    private static func normal(_ x: Double) -> Double {
        erfc(-x / 2.0.squareRoot()) / 2
    }
}

/// Payoffs added up.
private struct PayoffSum: BitwiseCopyable {
    var sum = 0.0
    var squares = 0.0

    @inline(__always)
    mutating func add(_ payoff: Double) {
        sum += payoff
        squares += payoff * payoff
    }

    static func + (left: PayoffSum, right: PayoffSum) -> PayoffSum {
        PayoffSum(sum: left.sum + right.sum, squares: left.squares + right.squares)
    }
}
