package import LambdaPlatform

/// What is to be measured: the settings, the strategies, and when to stop.
package struct Plan: Hashable, Sendable, Codable {
    /// The memory settings to measure.
    package var memory: [MemorySetting]

    /// The threading strategies to measure at each setting.
    package var strategies: [ThreadingStrategy]

    /// Invocations of each pair before the ones that count.
    package var warmUps: Int

    /// The fewest counted invocations of each pair.
    package var minimumInvocations: Int

    /// The most counted invocations: of each pair, or of each strategy where the sampler chooses.
    package var maximumInvocations: Int

    /// Whether the sampler chooses among the settings; otherwise each is measured.
    package var isAdaptive: Bool

    /// Stop once half the 90 % interval of the mean is within this share of it.
    package var targetError: Double

    /// Seed of the order in which pairs are measured.
    package var seed: UInt64

    /// The function's timeout in seconds.
    package var timeoutS: Int

    /// Names of the events, with their weights, where there are several; invocations are counted
    /// over all of them.
    package var payloadWeights: [String: Double]

    package init(
        memory: [MemorySetting],
        strategies: [ThreadingStrategy],
        warmUps: Int = 1,
        minimumInvocations: Int = 3,
        maximumInvocations: Int = 10,
        isAdaptive: Bool = false,
        targetError: Double = 0.02,
        seed: UInt64 = 1,
        timeoutS: Int = 900,
        payloadWeights: [String: Double] = [:]
    ) {
        self.memory = memory
        self.strategies = strategies
        self.warmUps = warmUps
        self.minimumInvocations = minimumInvocations
        self.maximumInvocations = maximumInvocations
        self.isAdaptive = isAdaptive
        self.targetError = targetError
        self.seed = seed
        self.timeoutS = timeoutS
        self.payloadWeights = payloadWeights
    }
}
