extension CurvePrior {
    /// The knees of x86_64 functions.
    ///
    /// - Source: AWS documents one vCPU at 1,769 MB; runtimes with threads of their own gain on a little.
    static let x86Knees = weighted(
        [1_769, 1_950, 2_150, 2_450],
        [0.926, 0.053, 0.017, 0.004]
    )

    /// The knees of arm64 functions, which gain on beyond 1,769 MB in published measurements.
    static let armKnees = weighted(
        [1_769, 1_950, 2_150, 2_450],
        [0.033, 0.389, 0.277, 0.302]
    )

    /// The weights of every other axis.
    ///
    /// - Source: estimated on 80 published curves (METHOD.md tells how); smoothed towards a prior that says
    ///   that waiting, threads and pressure of any size are about as likely.
    static let trained = CurvePrior(
        knees: x86Knees,
        waitingRatios: weighted(
            [0, 0.01, 0.022, 0.05, 0.11, 0.25, 0.55, 1.2, 2.7, 6, 13, 30],
            [0.393, 0.119, 0.119, 0.159, 0.025, 0.027, 0.057, 0.010, 0.002, 0.025, 0.030, 0.035]
        ),
        parallelShares: weighted(
            [0, 0.08, 0.25, 0.5, 0.75, 1],
            [0.739, 0.171, 0.026, 0.007, 0.003, 0.055]
        ),
        processorLimits: weighted(
            [2, .infinity],
            [0.286, 0.714]
        ),
        waitingExponents: weighted(
            [0, 0.35],
            [0.984, 0.016]
        ),
        pressures: weighted(
            [0, 0.12, 0.4, 1.2, 3],
            [0.590, 0.075, 0.083, 0.228, 0.024]
        ),
        amplitudes: weighted(
            [0.02, 0.1],
            [0.040, 0.960]
        ),
        noises: weighted(
            [0.015, 0.03, 0.1],
            [0.431, 0.522, 0.047]
        ),
        outlierShare: 0.200
    )
}
