package import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Every shape that a duration curve may have, with how likely each is before anything is measured.
package struct ShapeLibrary: Hashable, Sendable {
    /// A shape and the logarithm of its prior probability.
    package struct Entry: Hashable, Sendable {
        package let shape: DurationShape
        package let logPrior: Double
    }

    /// The shapes.
    package let entries: [Entry]

    /// Lists every combination of parts over a knee prior.
    ///
    /// - Parameters:
    ///   - knees: amounts of memory that may carry one vCPU, in MB, with their weights.
    ///   - usesThreads: whether work can spread over processors at all.
    package init(knees: [(megabytes: Double, weight: Double)], usesThreads: Bool) {
        let parallelShares = usesThreads ? Self.parallelShares : [(value: 0, weight: 1)]
        var entries: [Entry] = []
        for knee in knees {
            for waiting in Self.waitingRatios {
                for parallel in parallelShares {
                    for exponent in Self.waitingExponents {
                        for pressure in Self.pressures {
                            let weight =
                                knee.weight * waiting.weight * parallel.weight * exponent.weight
                                * pressure.weight
                            entries.append(
                                Entry(
                                    shape: DurationShape(
                                        waiting: waiting.value,
                                        serial: 1 - parallel.value,
                                        parallel: parallel.value,
                                        kneeMB: knee.megabytes,
                                        waitingExponent: exponent.value,
                                        pressure: pressure.value
                                    ),
                                    logPrior: log(weight)
                                )
                            )
                        }
                    }
                }
            }
        }
        self.entries = entries
    }
}

extension ShapeLibrary {
    private typealias Weighted = (value: Double, weight: Double)

    /// Waiting relative to CPU time at one vCPU: none, then 10⁻³…10³ in equal steps of its logarithm.
    private static let waitingRatios: [Weighted] =
        [(0, 0.1)] + (0...24).map { (pow(10, -3 + Double($0) * 0.25), 0.036) }

    private static let parallelShares: [Weighted] = [
        (0, 0.5), (0.1, 0.06), (0.25, 0.06), (0.5, 0.06), (0.75, 0.06), (0.9, 0.06), (1, 0.2),
    ]

    private static let waitingExponents: [Weighted] = [(0, 0.7), (0.5, 0.3)]

    private static let pressures: [Weighted] = [(0, 0.8), (0.3, 0.12), (1.5, 0.08)]

    /// The library for runs whose vCPU is known, because this program set the quota.
    package static func known(_ platform: PlatformModel, usesThreads: Bool) -> ShapeLibrary {
        ShapeLibrary(knees: [(platform.megabytesPerVCPU, 1)], usesThreads: usesThreads)
    }

    /// The library for runs on AWS, whose knee is seen in the data or not at all.
    ///
    /// - Source: x86_64 functions level off between 1,764 and 1,788 MB and arm64 functions gain to
    ///   about 2,300 MB in published measurements; METHOD.md names them.
    package static func deployed(on architecture: Architecture?) -> ShapeLibrary {
        switch architecture {
        case .arm64:
            ShapeLibrary(knees: [(1_769, 0.3), (2_000, 0.3), (2_300, 0.4)], usesThreads: true)
        case .x86_64, nil:
            ShapeLibrary(knees: [(1_769, 0.9), (2_048, 0.1)], usesThreads: true)
        }
    }
}
