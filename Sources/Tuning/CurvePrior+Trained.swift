extension CurvePrior {
    /// The knees of x86_64 functions.
    ///
    /// - Source: AWS documents one vCPU at 1,769 MB; runtimes with threads of their own gain on a little.
    static let x86Knees = weighted(
        [1_769, 1_950, 2_150, 2_450],
        [0.806, 0.114, 0.072, 0.008]
    )

    /// The knees of arm64 functions, which gain on beyond 1,769 MB in published measurements.
    static let armKnees = weighted(
        [1_769, 1_950, 2_150, 2_450],
        [0.049, 0.375, 0.296, 0.281]
    )

    /// The weights of every other axis.
    ///
    /// - Source: estimated on 80 published curves (METHOD.md tells how); smoothed towards a prior that says
    ///   that waiting, threads and pressure of any size are about as likely.
    static let trained = CurvePrior(
        knees: x86Knees,
        waitingRatios: weighted(
            [0, 0.01, 0.022, 0.05, 0.11, 0.25, 0.55, 1.2, 2.7, 6, 13, 30],
            [0.425, 0.045, 0.041, 0.041, 0.045, 0.055, 0.083, 0.070, 0.009, 0.074, 0.069, 0.043]
        ),
        parallelShares: weighted(
            [0, 0.08, 0.25, 0.5, 0.75, 1],
            [0.761, 0.098, 0.060, 0.019, 0.005, 0.058]
        ),
        waitingExponents: weighted(
            [0, 0.35],
            [0.956, 0.044]
        ),
        pressures: weighted(
            [0, 0.12, 0.4, 1.2, 3],
            [0.503, 0.047, 0.091, 0.344, 0.015]
        ),
        amplitudes: weighted(
            [0.02, 0.08],
            [0.126, 0.874]
        ),
        noises: weighted(
            [0.01, 0.03, 0.1],
            [0.166, 0.588, 0.246]
        ),
        outlierShare: 0.150
    )
}
