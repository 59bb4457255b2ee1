import Estimation
import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is believed at settings that are asked for again and again, worked out once.
///
/// Changed conditions only price what is tabulated, so that choosing again costs no fit.
///
/// - Cost: settings² ÷ 2 dot products over the components of the fit, once; then a lookup each.
struct BeliefTable: Sendable {
    private let settings: [MemorySetting]
    private let rows: [MemorySetting: Int]
    private let durations: [Estimate]
    /// The logarithms of the smooth durations in ms.
    private let logMeans: [Double]
    private let stepFactors: [Double]
    /// Row by row, symmetric.
    private let covariances: [Double]

    /// A table without settings.
    init() {
        self.settings = []
        self.rows = [:]
        self.durations = []
        self.logMeans = []
        self.stepFactors = []
        self.covariances = []
    }

    /// Tabulates what a fit believes.
    ///
    /// - Parameters:
    ///   - posterior: the smooth part of the fit.
    ///   - staircase: the steps, where there are any.
    ///   - settings: the settings in ascending order.
    ///   - fittedPerAsked: the MB that the fit knows for each MB of the settings.
    init(
        of posterior: CurvePosterior,
        _ staircase: AveragedStaircase?,
        at settings: [MemorySetting],
        fittedPerAsked: Double
    ) {
        let beliefs = settings.map {
            posterior.belief(at: Double($0.megabytes) * fittedPerAsked)
        }
        let stepFactors = settings.map { staircase?.factor(at: $0) ?? 1 }
        var covariances = [Double](repeating: 0, count: settings.count * settings.count)
        for row in settings.indices {
            for column in 0...row {
                let covariance = posterior.covariance(beliefs[row], beliefs[column])
                covariances[row * settings.count + column] = covariance
                covariances[column * settings.count + row] = covariance
            }
        }
        let measured = posterior.positions.sorted().map { posterior.belief(at: exp2($0)) }
        // A setting is found again up to rounding.
        let rise = posterior.risesFrom(measured) + 1e-9
        let end = beliefs.firstIndex { $0.position > rise } ?? beliefs.count
        let held = FallingMeans(beliefs.map(\.mean), before: end).values
            .map { $0 + posterior.center }
        self.settings = settings
        self.rows = Dictionary(uniqueKeysWithValues: zip(settings, settings.indices))
        self.durations = settings.indices.map { row in
            let variance = covariances[row * settings.count + row]
            return Estimate(logMean: held[row], variance: variance)
                .scaled(by: stepFactors[row])
        }
        self.logMeans = held
        self.stepFactors = stepFactors
        self.covariances = covariances
    }
}

extension BeliefTable {
    /// The duration in ms at a setting; nil where it is not tabulated.
    func durationMS(at memory: MemorySetting) -> Estimate? {
        rows[memory].map { durations[$0] }
    }

    /// The smooth part of the duration in ms at any setting, held to falling with memory.
    ///
    /// - Shape: between tabulated settings, 6 % apart at most, its logarithm and variance are
    ///   interpolated over log memory.
    /// - Edge cases: nil for an empty table; outside it the nearest setting's.
    func smoothMS(at memory: MemorySetting) -> Estimate? {
        guard let last = settings.indices.last else { return nil }
        let upper = settings.firstIndex { $0 >= memory } ?? last
        let lower = max(upper - 1, 0)
        let ends = [lower, upper].map { log(Double(settings[$0].megabytes)) }
        let position = ends[1] > ends[0] ? (log(Double(memory.megabytes)) - ends[0]) : 0
        let fraction = ends[1] > ends[0] ? min(position / (ends[1] - ends[0]), 1) : 0
        func between(_ value: (Int) -> Double) -> Double {
            value(lower) + fraction * (value(upper) - value(lower))
        }
        return Estimate(
            logMean: between { logMeans[$0] },
            variance: between { covariance($0, $0) }
        )
    }

    /// How many times longer one setting takes than another; nil where either is not tabulated.
    func ratio(of numerator: MemorySetting, to denominator: MemorySetting) -> Estimate? {
        guard let top = rows[numerator], let bottom = rows[denominator] else { return nil }
        let variance =
            covariance(top, top) + covariance(bottom, bottom) - 2 * covariance(top, bottom)
        return Estimate(logMean: logMeans[top] - logMeans[bottom], variance: variance)
            .scaled(by: stepFactors[top] / stepFactors[bottom])
    }

    /// The covariance of two log durations; nil where either setting is not tabulated.
    func covariance(_ left: MemorySetting, _ right: MemorySetting) -> Double? {
        guard let left = rows[left], let right = rows[right] else { return nil }
        return covariance(left, right)
    }

    private func covariance(_ row: Int, _ column: Int) -> Double {
        covariances[row * rows.count + column]
    }
}
