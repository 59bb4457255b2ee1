import Estimation
package import LambdaPlatform
package import Measurement

/// How faithfully a quota was kept: what was measured against what it should have been.
package struct FidelityPoint: Hashable, Sendable, Codable {
    /// The memory setting.
    package let memoryMB: MemorySetting

    /// How many threads used CPU time.
    package let threads: Int

    /// CPU time of one invocation, in milliseconds; the median of those measured.
    package let cpuMS: Double

    /// The median duration, in milliseconds.
    package let durationMS: Double

    /// What the duration should be for the CPU time used, in milliseconds.
    package let expectedMS: Double

    /// Where the expectation comes from: `fluid` or `bandwidth`.
    package let expectation: Expectation

    /// How many invocations the medians are of.
    package let invocations: Int

    /// Whether the duration was projected, which makes it no evidence.
    package let projected: Bool

    /// How far the duration is off, in percent of what it should be.
    package let errorPercent: Double

    /// What a duration is held against.
    package enum Expectation: String, Hashable, Sendable, Codable {
        /// CPU time ÷ min(share, usable threads).
        case fluid

        /// The bandwidth model: period, quota, tick, and a phase that is not known.
        case bandwidth
    }
}

/// What is to be measured to judge fidelity.
package struct FidelityPlan: Hashable, Sendable {
    /// The memory settings.
    package var memory: [MemorySetting]

    /// The numbers of threads.
    package var threads: [Int]

    /// CPU time of an invocation, in milliseconds.
    package var cpuMS: Double

    /// Invocations of each pair; the medians are of these.
    package var repetitions: Int

    package init(memory: [MemorySetting], threads: [Int], cpuMS: Double, repetitions: Int) {
        self.memory = memory
        self.threads = threads
        self.cpuMS = cpuMS
        self.repetitions = repetitions
    }

    /// A look that takes about four seconds.
    package static let glance = FidelityPlan(
        memory: [512, 1_024, 1_792].map(MemorySetting.init(clamping:)),
        threads: [1],
        cpuMS: 300,
        repetitions: 2
    )

    /// The settings at which fidelity is promised.
    package static let settings = [128, 256, 512, 1_024, 1_792, 3_584]
        .map(MemorySetting.init(clamping:))

    /// Long invocations, for which the quota is a plain share: about two minutes.
    package static let long = FidelityPlan(
        memory: settings,
        threads: [1, 2],
        cpuMS: 1_000,
        repetitions: 2
    )

    /// Short invocations, whose last burst runs unthrottled: about one minute.
    package static let short = FidelityPlan(
        memory: settings,
        threads: [1, 2],
        cpuMS: 300,
        repetitions: 3
    )
}

/// Measures fidelity with the yardstick function.
package enum Fidelity {
    /// Carries out the plan, setting after setting.
    ///
    /// - Parameters:
    ///   - plan: what to measure.
    ///   - program: the tuner's own program, which is launcher and yardstick in one.
    ///   - model: what a memory setting grants.
    ///   - governor: what is to enforce it.
    /// - Returns: one point for each setting and number of threads, in the order of the plan.
    /// - Throws: ``SourceFailure`` when nothing can be measured.
    package static func measure(
        _ plan: FidelityPlan,
        program: String,
        model: PlatformModel = .standard,
        governor: GovernorChoice = .automatic
    ) async throws(SourceFailure) -> [FidelityPoint] {
        let function = LocalFunction(
            name: "spin",
            command: [program, Launcher.spinVerb],
            codeDirectory: "/",
            isBuiltIn: true
        )
        let configuration = LocalConfiguration(
            function: function,
            event: { request in
                SpinFunction.event(
                    cpuMS: plan.cpuMS,
                    threads: Int(request.strategy.rawValue) ?? 1
                )
            },
            launcher: [program, Launcher.verb],
            model: model,
            governor: governor
        )
        let source = try await LocalSource.open(configuration)
        do throws(SourceFailure) {
            var points: [FidelityPoint] = []
            for memory in plan.memory {
                for threads in plan.threads {
                    points.append(try await measure(plan, memory, threads, source))
                }
            }
            await source.close()
            return points
        } catch {
            await source.close()
            throw error
        }
    }

    private static func measure(
        _ plan: FidelityPlan,
        _ memory: MemorySetting,
        _ threads: Int,
        _ source: LocalSource
    ) async throws(SourceFailure) -> FidelityPoint {
        // The strategy's name carries the number of threads, so that each has its own environment.
        let request = InvocationRequest(
            memory: memory,
            strategy: ThreadingStrategy(rawValue: String(threads))
        )
        var invocations: [Invocation] = []
        for _ in 0..<plan.repetitions {
            let invocation = try await source.invoke(request)
            guard invocation.status == .success else {
                throw .other("The yardstick function failed: \(invocation.errorType ?? "").")
            }
            invocations.append(invocation)
        }
        let expectation: FidelityPoint.Expectation = plan.cpuMS >= 1_000 ? .fluid : .bandwidth
        let durations = invocations.map(\.durationMS)
        let used = invocations.map { $0.cpuMS ?? plan.cpuMS }
        let duration = median(durations)
        let expected = median(used.map { self.expected($0, memory, threads, source, expectation) })
        return FidelityPoint(
            memoryMB: memory,
            threads: threads,
            cpuMS: median(used),
            durationMS: duration,
            expectedMS: expected,
            expectation: expectation,
            invocations: invocations.count,
            projected: invocations.contains(where: \.projected),
            errorPercent: 100 * (duration / expected - 1)
        )
    }

    private static func expected(
        _ cpuMS: Double,
        _ memory: MemorySetting,
        _ threads: Int,
        _ source: LocalSource,
        _ expectation: FidelityPoint.Expectation
    ) -> Double {
        let grant = Grant(memory, under: source.configuration.model)
        let usable = min(threads, min(grant.processors, source.host.processors))
        switch expectation {
        case .fluid:
            return cpuMS / min(grant.share, Double(usable))
        case .bandwidth:
            let parts = Array(repeating: cpuMS / Double(threads), count: threads)
            return BandwidthModel(memory: memory, platform: source.configuration.model)
                .spread(threadsCPUMS: parts, processors: usable).meanMS
        }
    }

    private static func median(_ values: [Double]) -> Double {
        OrderedSample(values).median ?? .nan
    }
}
