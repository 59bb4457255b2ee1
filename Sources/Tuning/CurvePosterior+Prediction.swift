import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is believed about the logarithm of the duration at one amount of memory.
package struct LogBelief: Sendable {
    /// Amount of memory as log₂ MB.
    let position: Double
    /// The prediction of each component.
    let means: [Double]
    /// The weights that each setting puts on the points.
    let pulls: [[Double]]
    /// The covariances with the points under each setting.
    let covariances: [[Double]]
    /// The average of the components' predictions.
    package let mean: Double
}

extension CurvePosterior {
    /// The belief about the duration at an amount of memory.
    ///
    /// - Parameters:
    ///   - megabytes: the amount of memory, positive.
    ///   - row: `library.logDurations(at: megabytes)`, where at hand.
    /// - Returns: the prediction of every component and their average.
    package func belief(at megabytes: Double, row: [Double]? = nil) -> LogBelief {
        let position = log2(megabytes)
        let covariances = settings.map { setting in
            positions.map { setting.process.covariance($0, position) }
        }
        let pulls = zip(settings, covariances).map { setting, covariance in
            Self.product(setting.precision, covariance)
        }
        var mean = 0.0
        let means = components.map { component in
            var value =
                row?[component.shape]
                ?? log(library.shapes[component.shape].relativeDuration(at: megabytes))
            for (pull, residual) in zip(pulls[component.setting], residuals) {
                value += pull * residual[component.shape]
            }
            mean += component.weight * value
            return value
        }
        return LogBelief(
            position: position,
            means: means,
            pulls: pulls,
            covariances: covariances,
            mean: mean
        )
    }

    /// The covariance of two logarithms of durations under the average.
    package func covariance(_ left: LogBelief, _ right: LogBelief) -> Double {
        var total = 0.0
        for (index, setting) in settings.enumerated() {
            let within =
                setting.process.covariance(left.position, right.position)
                - Self.dot(left.pulls[index], right.covariances[index])
            total += setting.weight * within
        }
        for (index, component) in components.enumerated() {
            let between = (left.means[index] - left.mean) * (right.means[index] - right.mean)
            total += component.weight * between
        }
        return total
    }

    /// The average variance of the noise on a measured duration, in log duration.
    package var noiseVariance: Double {
        settings.reduce(0) { $0 + $1.weight * $1.process.noise * $1.process.noise }
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in 0..<min(left.count, right.count) { sum += left[index] * right[index] }
        return sum
    }

    private static func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
        vector.indices.map { row in
            var sum = 0.0
            for column in vector.indices {
                sum += matrix[row * vector.count + column] * vector[column]
            }
            return sum
        }
    }
}
