extension CurvePrior {
    /// The knees of x86_64 functions.
    ///
    /// - Source: AWS documents one vCPU at 1,769 MB; runtimes with threads of their own gain on a little.
    static let x86Knees = weighted(
        [1_769, 1_950, 2_150, 2_450],
        [0.941, 0.027, 0.027, 0.005]
    )

    /// The knees of arm64 functions, which gain on beyond 1,769 MB in published measurements.
    static let armKnees = weighted(
        [1_769, 1_950, 2_150, 2_450],
        [0.030, 0.373, 0.170, 0.427]
    )

    /// The weights of every other axis.
    ///
    /// - Source: estimated on 80 published curves (METHOD.md tells how); smoothed towards a prior that says
    ///   that waiting, threads and pressure of any size are about as likely.
    static let trained = CurvePrior(
        knees: x86Knees,
        waitingRatios: weighted(
            [0, 0.01, 0.022, 0.05, 0.11, 0.25, 0.55, 1.2, 2.7, 6, 13, 30],
            [0.271, 0.319, 0.150, 0.079, 0.046, 0.030, 0.021, 0.017, 0.015, 0.015, 0.017, 0.021]
        ),
        parallelShares: weighted(
            [0, 0.08, 0.25, 0.5, 0.75, 0.9, 1],
            [0.880, 0.041, 0.018, 0.009, 0.006, 0.013, 0.033]
        ),
        processorLimits: weighted(
            [2, .infinity],
            [0.329, 0.671]
        ),
        waitingExponents: weighted(
            [0, 0.35],
            [0.967, 0.033]
        ),
        overlaps: weighted(
            [0, 0.5, 1],
            [0.445, 0.209, 0.346]
        ),
        pressures: weighted(
            [0, 0.12, 0.4, 1.2, 3],
            [0.446, 0.078, 0.120, 0.324, 0.032]
        ),
        pressurePowers: weighted(
            [2, 6],
            [0.717, 0.283]
        ),
        amplitudes: weighted(
            [0.02, 0.1],
            [0.040, 0.960]
        ),
        noises: weighted(
            [0.015, 0.03, 0.1],
            [0.312, 0.575, 0.113]
        ),
        outlierShare: 0.300
    )
}
