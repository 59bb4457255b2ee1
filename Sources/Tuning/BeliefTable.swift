import Estimation
import LambdaPlatform

/// What is believed at settings that are asked for again and again, worked out once.
///
/// Changed conditions only price what is tabulated, so that choosing again costs no fit.
///
/// - Cost: settings² ÷ 2 dot products over the components of the fit, once; then a lookup each.
struct BeliefTable: Sendable {
    private let rows: [MemorySetting: Int]
    private let durations: [Estimate]
    private let logMeans: [Double]
    private let stepFactors: [Double]
    /// Row by row, symmetric.
    private let covariances: [Double]

    /// A table without settings.
    init() {
        self.rows = [:]
        self.durations = []
        self.logMeans = []
        self.stepFactors = []
        self.covariances = []
    }

    /// Tabulates what a fit believes at settings, each given once.
    ///
    /// - Parameters:
    ///   - posterior: The fit.
    ///   - staircase: The steps on it, where it has any.
    ///   - settings: The settings.
    ///   - fittedPerAsked: The MB that the fit knows for each MB of the settings.
    init(
        of posterior: CurvePosterior,
        _ staircase: Staircase?,
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
        self.rows = Dictionary(uniqueKeysWithValues: zip(settings, settings.indices))
        self.durations = settings.indices.map { row in
            let variance = covariances[row * settings.count + row]
            return Estimate(logMean: beliefs[row].mean + posterior.center, variance: variance)
                .scaled(by: stepFactors[row])
        }
        self.logMeans = beliefs.map(\.mean)
        self.stepFactors = stepFactors
        self.covariances = covariances
    }
}

extension BeliefTable {
    /// The duration in ms at a setting; nil where it is not tabulated.
    func durationMS(at memory: MemorySetting) -> Estimate? {
        rows[memory].map { durations[$0] }
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
