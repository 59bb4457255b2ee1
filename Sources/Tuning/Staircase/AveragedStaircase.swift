import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The steps of a short function when it is not certain which: an average of what may be.
///
/// - Source: equations (9) and (10) of METHOD.md.
struct AveragedStaircase: Hashable, Sendable {
    /// One way in which the steps may lie, and how likely it is.
    struct Candidate: Hashable, Sendable {
        let staircase: Staircase
        var weight: Double
    }

    /// The likeliest candidates; their weights add up to one.
    let candidates: [Candidate]

    /// How many candidates are kept at most: the others would move the average by little.
    private static let most = 4

    /// Averages staircases by the logarithm of how likely each makes what was measured.
    ///
    /// - Edge cases: nil without a staircase.
    init?(_ staircases: [Staircase], logLikelihoods: [Double]) {
        guard let top = logLikelihoods.max(), top.isFinite else { return nil }
        let ranked = zip(staircases, logLikelihoods).sorted { $0.1 > $1.1 }.prefix(Self.most)
        let weighted = ranked.map { Candidate(staircase: $0.0, weight: exp($0.1 - top)) }
            .filter { $0.weight > 0.02 }
        let total = weighted.reduce(0) { $0 + $1.weight }
        self.candidates = weighted.map {
            Candidate(staircase: $0.staircase, weight: $0.weight / total)
        }
    }

    /// The expected duration over the one that CPU time ÷ share predicts.
    func factor(at memory: MemorySetting) -> Double {
        candidates.reduce(0) { $0 + $1.weight * $1.staircase.factor(at: memory) }
    }

    /// The steps of the same function on a platform where a vCPU comes with other memory.
    func converted(to platform: PlatformModel) -> AveragedStaircase {
        AveragedStaircase(
            candidates: candidates.map {
                Candidate(staircase: $0.staircase.converted(to: platform), weight: $0.weight)
            }
        )
    }

    private init(candidates: [Candidate]) {
        self.candidates = candidates
    }

    /// The settings just after a step of the likeliest staircase.
    func steps(from first: MemorySetting, to last: MemorySetting) -> [MemorySetting] {
        candidates.first?.staircase.steps(from: first, to: last) ?? []
    }
}
