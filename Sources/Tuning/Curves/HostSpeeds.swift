import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The two speeds of the hosts that invocations landed on, where they show.
///
/// One function at one setting may take two durations a constant factor apart, by the generation of the
/// host. Which share of a setting's few invocations met a slow host is chance; the factor and the share
/// overall are the same at every setting, and told from all of them together.
///
/// - Source: equation (7) of METHOD.md; Dempster, Laird and Rubin (1977), the EM algorithm.
struct HostSpeeds: Hashable, Sendable {
    /// How much longer the slow hosts take, as a logarithm.
    private(set) var gap: Double

    /// The share of invocations on slow hosts.
    private(set) var slowShare: Double

    /// The deviation of log durations on hosts of one speed.
    private(set) var scatter: Double

    /// The log duration on a fast host at each setting.
    private(set) var fastLogs: [Double]

    /// The gaps looked for: from 10 % to twice as long.
    private static let gaps = 0.1...0.69

    /// Tells two speeds apart.
    ///
    /// - Parameter samples: single durations in ms, by setting.
    /// - Edge cases: nil with fewer than twelve durations, and unless two speeds are far likelier than
    ///   one, well apart, and each met by a tenth of the invocations.
    init?(_ samples: [[Double]]) {
        let logs = samples.map { $0.map { log($0) } }
        let count = logs.reduce(0) { $0 + $1.count }
        guard count >= 12, logs.allSatisfy({ !$0.isEmpty }) else { return nil }
        let fits = [0.18, 0.3, 0.45].map { HostSpeeds(logs, startingAt: $0) }
        let best = fits.max { $0.logLikelihood(of: logs) < $1.logLikelihood(of: logs) }
        guard let best, Self.gaps.contains(best.gap), best.scatter < best.gap / 4,
            (0.1...0.9).contains(best.slowShare),
            // Two parameters more, each worth half the logarithm of the count, and odds of 20.
            best.logLikelihood(of: logs) - Self.oneSpeed(logs) > log(Double(count)) + 3
        else { return nil }
        self = best
    }

    /// How much longer an invocation takes on average than on a fast host.
    var meanFactor: Double { 1 - slowShare + slowShare * exp(gap) }

    /// The typical duration in ms at each setting, with slow hosts met as often at all of them.
    var typicalMS: [Double] { fastLogs.map { exp($0) * meanFactor } }
}

extension HostSpeeds {
    private init(_ logs: [[Double]], startingAt gap: Double) {
        self.gap = gap
        self.slowShare = 0.5
        self.scatter = gap / 6
        self.fastLogs = logs.map { values in
            let low = values.min() ?? 0
            let near = values.filter { $0 < low + gap / 2 }
            return near.reduce(0, +) / Double(near.count)
        }
        for _ in 0..<60 { improve(on: logs) }
    }

    /// The probability that a log duration came from a slow host.
    private func slowness(_ value: Double, _ fast: Double) -> Double {
        let near = (value - fast) / scatter
        let far = (value - fast - gap) / scatter
        let odds = log(slowShare / (1 - slowShare)) + (near * near - far * far) / 2
        return 1 / (1 + exp(-odds))
    }

    /// One step of expectation and maximisation.
    private mutating func improve(on logs: [[Double]]) {
        let slow = zip(logs, fastLogs).map { values, fast in
            values.map { slowness($0, fast) }
        }
        fastLogs = zip(logs, slow).map { values, slow in
            zip(values, slow).reduce(0) { $0 + $1.0 - $1.1 * gap } / Double(values.count)
        }
        var weight = 1e-9
        var distance = 0.0
        var count = 0
        for (index, values) in logs.enumerated() {
            count += values.count
            for (value, slow) in zip(values, slow[index]) {
                weight += slow
                distance += slow * (value - fastLogs[index])
            }
        }
        gap = max(distance / weight, 0.01)
        slowShare = min(max(weight / Double(count), 0.01), 0.99)
        var squares = 0.0
        for (index, values) in logs.enumerated() {
            for (value, slow) in zip(values, slow[index]) {
                let near = value - fastLogs[index]
                squares += (1 - slow) * near * near + slow * (near - gap) * (near - gap)
            }
        }
        scatter = max((squares / Double(count)).squareRoot(), 0.003)
    }

    private func logLikelihood(of logs: [[Double]]) -> Double {
        zip(logs, fastLogs).reduce(0.0) { sum, entry in
            entry.0.reduce(sum) { sum, value in
                let near = (value - entry.1) / scatter
                let far = (value - entry.1 - gap) / scatter
                let density =
                    (1 - slowShare) * exp(-near * near / 2) + slowShare * exp(-far * far / 2)
                return sum + log(max(density, 1e-300) / scatter)
            }
        }
    }

    /// The log likelihood when all hosts are alike.
    private static func oneSpeed(_ logs: [[Double]]) -> Double {
        var squares = 0.0
        var count = 0.0
        for values in logs {
            let mean = values.reduce(0, +) / Double(values.count)
            squares += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            count += Double(values.count)
        }
        let variance = max(squares / count, 0.003 * 0.003)
        return -count / 2 * log(variance) - squares / variance / 2
    }
}
