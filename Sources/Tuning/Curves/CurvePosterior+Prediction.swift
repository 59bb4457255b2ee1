import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is believed about the logarithm of the duration at one amount of memory.
///
/// - Shape: the covariance of two of them is that of the smooth corrections plus the dot product of
///   one's ``left`` and the other's ``right``, so that a table of covariances is a matrix product.
package struct LogBelief: Sendable {
    /// Amount of memory as log₂ MB.
    let position: Double
    /// The average of the components' predictions.
    package let mean: Double
    /// How far each component lies from the average, times the root of its weight; then what the
    /// points take away from each setting's doubt: minus the weighted pulls on the points.
    let left: [Double]
    /// The same deviations; then the covariances with the points under each setting.
    let right: [Double]
}

extension CurvePosterior {
    /// The belief about the duration at an amount of memory.
    ///
    /// - Parameters:
    ///   - megabytes: the amount of memory, positive.
    ///   - row: `library.logDurations(at: megabytes)`, where at hand.
    /// - Returns: the predictions of every component as one belief.
    package func belief(at megabytes: Double, row: [Double]? = nil) -> LogBelief {
        let position = log2(megabytes)
        let covariances = settings.map { setting in
            positions.map { setting.process.covariance($0, position) }
        }
        let pulls = zip(settings, covariances).map { setting, covariance in
            Self.product(setting.precision, covariance)
        }
        var deviations = predictions(at: megabytes, row: row, pulls: pulls)
        var mean = 0.0
        for (index, component) in components.enumerated() {
            mean += component.weight * deviations[index]
        }
        for (index, component) in components.enumerated() {
            deviations[index] = (deviations[index] - mean) * component.weight.squareRoot()
        }
        let shrinkage = zip(settings, pulls).flatMap { setting, pull in
            pull.map { -setting.weight * $0 }
        }
        return LogBelief(
            position: position,
            mean: mean,
            left: deviations + shrinkage,
            right: deviations + covariances.flatMap(\.self)
        )
    }

    /// What each component predicts: its shape, and what the points pull it by.
    private func predictions(
        at megabytes: Double,
        row: [Double]?,
        pulls: [[Double]]
    ) -> [Double] {
        let shifts = zip(settings, pulls).map { setting, pull in
            setting.outlier.map { -ResidualProcess.outlierShift * pull[$0] } ?? 0
        }
        var values = components.map { component in
            let logShape =
                row?[component.shape]
                ?? log(library.shapes[component.shape].relativeDuration(at: megabytes))
            return logShape + shifts[component.setting]
        }
        // Point by point, so that each row of residuals is looked up once.
        for (point, residual) in residuals.enumerated() {
            let pull = pulls.map { $0[point] }
            values.withUnsafeMutableBufferPointer { values in
                residual.withUnsafeBufferPointer { residual in
                    components.withUnsafeBufferPointer { components in
                        for index in values.indices {
                            let component = components[index]
                            values[index] += pull[component.setting] * residual[component.shape]
                        }
                    }
                }
            }
        }
        return values
    }

    /// The covariance of two logarithms of durations under the average.
    package func covariance(_ left: LogBelief, _ right: LogBelief) -> Double {
        meanProcess.covariance(left.position, right.position) + left.left.dot(right.right)
    }

    /// A process with the average squares of what the settings assume.
    private var meanProcess: ResidualProcess {
        let variance = settings.reduce(0) {
            $0 + $1.weight * $1.process.amplitude * $1.process.amplitude
        }
        return ResidualProcess(
            amplitude: variance.squareRoot(),
            noise: noiseVariance.squareRoot(),
            logPrior: 0
        )
    }

    /// The average variance of the noise on a measured duration, in log duration.
    package var noiseVariance: Double {
        settings.reduce(0) { $0 + $1.weight * $1.process.noise * $1.process.noise }
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
