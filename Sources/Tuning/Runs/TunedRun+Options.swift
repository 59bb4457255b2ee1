import Estimation
package import LambdaPlatform
package import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension TunedRun {
    /// The option at a setting under conditions.
    ///
    /// - Edge cases: nil for a strategy that was not measured.
    package func option(
        at memory: MemorySetting,
        _ strategy: ThreadingStrategy,
        under conditions: Conditions
    ) -> Option? {
        curve(for: strategy).map { option(at: memory, on: $0, under: conditions) }
    }

    func option(
        at memory: MemorySetting,
        on curve: DurationCurve,
        under conditions: Conditions
    ) -> Option {
        let duration = curve.durationMS(at: memory)
        let initMS = conditions.coldStartShare > 0 ? curve.initMS(at: memory) : nil
        func cost(_ milliseconds: Double) -> Double {
            conditions.costPerMillion(
                durationMS: milliseconds,
                warmMS: curve.billedMS(typical: milliseconds),
                initMS: initMS,
                at: memory
            )
        }
        return Option(
            memory: memory,
            strategy: curve.strategy,
            durationMS: duration,
            p95MS: curve.quantileMS(0.95, at: memory),
            costPerMillion: Estimate(
                value: cost(duration.value),
                low: cost(duration.low),
                high: cost(duration.high)
            ),
            isProjected: curve.isProjected(at: memory),
            isMeasured: curve.isMeasured(at: memory)
        )
    }

    /// Every option that may be chosen under conditions, in order of strategy and memory.
    ///
    /// Settings that ran out of memory or leave no margin over the memory seen in use are left out.
    ///
    /// - Parameters:
    ///   - conditions: what they are priced under.
    ///   - known: options at hand under the same conditions.
    /// - Returns: the options; none where no setting is allowed.
    package func options(
        under conditions: Conditions,
        known: (MemorySetting, ThreadingStrategy) -> Option? = { _, _ in nil }
    ) -> [Option] {
        curves
            .filter { conditions.strategies?.contains($0.strategy) ?? true }
            .flatMap { curve in
                candidates(on: curve, under: conditions).map { memory in
                    known(memory, curve.strategy)
                        ?? option(at: memory, on: curve, under: conditions)
                }
            }
    }

    private func candidates(
        on curve: DurationCurve,
        under conditions: Conditions
    ) -> [MemorySetting] {
        let floor = memoryFloor(margin: conditions.memoryMargin)
        return Set(conditions.candidates ?? spannedSettings(of: curve)).filter(floor.allows)
            .sorted()
    }

    private func spannedSettings(of curve: DurationCurve) -> [MemorySetting] {
        guard let first = curve.measured.first?.memory, let last = curve.measured.last?.memory
        else { return [] }
        let settings = gridSettings(points: Self.tabulatedPoints) + curve.steps
        return settings.filter { first <= $0 && $0 <= last }
    }

    /// How many steps of equal ratio are tabulated: near 6 % from one to the next.
    static let tabulatedPoints = 80

    /// The settings worth drawing: measured ones, one vCPU and its multiples, where more processors
    /// come in sight, and steps of equal ratio from the smallest to the largest setting.
    ///
    /// - Shape: fewer points than ``tabulatedPoints`` are chosen among those, which cost nothing.
    package func gridSettings(points: Int) -> [MemorySetting] {
        Self.grid(points: points, curves: curves, record: run.record)
    }

    static func grid(
        points: Int,
        curves: [DurationCurve],
        record: RunRecord
    ) -> [MemorySetting] {
        let smallest = Double(MemorySetting.smallest.megabytes)
        let ratio = Double(MemorySetting.largest.megabytes) / smallest
        let steps = max(points - 1, 1)
        let finest = max(steps, tabulatedPoints - 1)
        let spread = (0...steps).map { step in
            let position = (Double(step * finest) / Double(steps)).rounded() / Double(finest)
            return MemorySetting(clamping: Int(smallest * pow(ratio, position) + 0.5))
        }
        let whole = (1...5).map { record.platform.memory(holding: Double($0)) }
        let measured = curves.flatMap { $0.measured.map(\.memory) }
        let current = record.function.configuredMemoryMB.map { [$0] } ?? []
        return Set(spread + whole + measured + current).sorted()
    }

    /// Options that no other beats in both duration and cost, from cheapest to fastest.
    package func frontier(under conditions: Conditions) -> [Option] {
        var best = Double.infinity
        let byCost = options(under: conditions).sorted {
            ($0.costPerMillion.value, $0.durationMS.value)
                < ($1.costPerMillion.value, $1.durationMS.value)
        }
        return byCost.filter { option in
            guard option.durationMS.value < best else { return false }
            best = option.durationMS.value
            return true
        }
    }
}
