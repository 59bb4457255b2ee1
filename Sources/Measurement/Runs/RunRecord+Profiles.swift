import LambdaPlatform

extension RunRecord {
    /// Keeps profiles with a run, and what to distrust because of them.
    ///
    /// - Parameters:
    ///   - profiles: What was found out about each strategy; none leaves the record as it is.
    ///   - isAlone: Whether the run's durations were predicted from them instead of measured.
    package mutating func note(
        _ profiles: [ThreadingStrategy: FunctionProfile],
        isAlone: Bool
    ) {
        guard !profiles.isEmpty else { return }
        self.profiles = Dictionary(
            uniqueKeysWithValues: profiles.map { ($0.key.rawValue, $0.value) }
        )
        guard isAlone else { return }
        let doubts =
            [Self.predicted]
            + profiles.sorted { $0.key < $1.key }.flatMap { strategy, profile in
                [spinning(profile, strategy), growing(profile, strategy)].compactMap(\.self)
            }
        // The one caution of the governor says the same of single settings.
        cautions.removeAll { $0.code == Self.predicted.code }
        cautions += doubts
    }

    private static let predicted = Caution(
        code: "projected",
        message: "No invocation was held to a quota: every duration is predicted from one "
            + "unthrottled profile of each strategy."
    )

    private func spinning(_ profile: FunctionProfile, _ strategy: ThreadingStrategy) -> Caution? {
        guard profile.spins, let growth = profile.crowdedGrowth else { return nil }
        return Caution(
            code: "spinning",
            message: "The threads of \(strategy) spin while they wait: on one processor they use "
                + "\(Self.oneDecimal(growth)) times the CPU time. Under a quota this grows too, "
                + "and predictions come out too short: measure the small settings."
        )
    }

    /// The growth of CPU time under the smallest quota, where it is more than a tenth.
    private func growing(_ profile: FunctionProfile, _ strategy: ThreadingStrategy) -> Caution? {
        guard let smallest = plan.memory.min(), let run = profile.runs.first, run.cpuMS > 0 else {
            return nil
        }
        let replay = profile.replay(at: smallest, platform: platform, number: 0)
        let growth = replay.cpuMS / run.cpuMS - 1
        guard growth >= 0.1, replay.stops > 0 else { return nil }
        let each = (replay.cpuMS - run.cpuMS) / Double(replay.stops)
        return Caution(
            code: "cpu-growth",
            message: "At \(smallest) \(strategy) needs \(Int((100 * growth).rounded())) % more CPU "
                + "time than unthrottled: the quota stops it \(replay.stops) times, and each stop "
                + "costs it \(Self.oneDecimal(each)) ms to fill its caches again."
        )
    }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((10 * value).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
