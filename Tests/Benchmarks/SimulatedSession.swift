import Estimation
import Foundation
import LambdaPlatform
import Measurement
import Tuning

/// A tuning session on a simulated function, from the first invocation to the choice.
struct SimulatedSession {
    let invocations: Int
    let settings: Int
    /// The mean error of the fitted curve over all settings, as a share.
    let curveError: Double
    let choice: MemorySetting
    let hasTieCaution: Bool
    /// Whether measuring stopped because the choice was settled, not at the budget.
    let isSettled: Bool

    init(_ truth: SimulatedTruth, seed: UInt64, objective: Objective = .cheapest) throws {
        let strategy: ThreadingStrategy = truth.name.contains("parallel") ? .dispatch : .single
        let prices = try PriceList.standard.prices(in: "us-east-1")
        let conditions = Conditions(
            tariff: try Tariff(prices: prices, architecture: .x86_64),
            objective: objective,
            candidates: truth.settings
        )
        let plan = Plan(memory: truth.settings, strategies: [strategy], warmUps: 0, seed: seed)
        let record = RunRecord(
            toolVersion: "benchmark",
            createdAt: 0,
            command: [],
            function: FunctionDescription(name: truth.name, kind: "recorded"),
            plan: plan,
            platform: .standard,
            architecture: .x86_64,
            machine: nil,
            source: .recorded,
            governor: nil
        )
        let policy = AdaptivePolicy(plan: plan, conditions: conditions, record: record)
        var generator = SeededGenerator(seed: seed)
        var samples: [Invocation] = []
        var step = policy.next(after: samples)
        while case .measure(let requests, _) = step {
            for request in requests {
                let duration = truth.drawMS(request.memory, &generator)
                samples.append(
                    Invocation(
                        memoryMB: request.memory,
                        strategy: strategy,
                        durationMS: duration,
                        billedDurationMS: Tariff.billedMS(durationMS: duration),
                        source: .recorded,
                        sequence: samples.count
                    )
                )
            }
            step = policy.next(after: samples)
        }
        let tuned = try TunedRun(fitting: MeasuredRun(record: record, invocations: samples))
        let answer = tuned.recommendation(under: conditions)
        let errors = truth.settings.map { memory in
            let predicted = tuned.curves[0].durationMS(at: memory).value
            return abs(predicted / truth.meanMS(memory) - 1)
        }
        self.invocations = samples.count
        self.settings = Set(samples.map(\.memoryMB)).count
        self.curveError = errors.reduce(0, +) / Double(errors.count)
        self.choice = answer.choice.memory
        if case .stop(let reason) = step {
            self.isSettled = reason.hasPrefix("with ")
        } else {
            self.isSettled = false
        }
        self.hasTieCaution = answer.cautions.contains { $0.code == "tie" }
    }
}

extension [Double] {
    /// The value in the middle.
    var middle: Double { OrderedSample(self).median ?? .nan }
}

/// The figures of many sessions on one truth.
struct SessionSummary {
    let line: String
    let invocations: Double
    let settings: Double
    let curveError: Double
    let regret: Double
    let agreement: Double
    /// The share of sessions that stopped because the choice was settled.
    let settled: Double
    /// The share of those whose choice costs at most the target error more than the best.
    let withinTarget: Double

    init(_ truth: SimulatedTruth, seeds: Int) throws {
        let sessions = try (1...seeds).map { try SimulatedSession(truth, seed: UInt64($0)) }
        self.invocations = sessions.map { Double($0.invocations) }.middle
        self.settings = sessions.map { Double($0.settings) }.middle
        self.curveError = sessions.map(\.curveError).middle
        self.regret = sessions.map { truth.costRegret(of: $0.choice) }.middle
        self.agreement = Self.agreement(among: sessions)
        let settled = sessions.filter(\.isSettled)
        self.settled = Double(settled.count) / Double(seeds)
        self.withinTarget =
            Double(settled.count { truth.costRegret(of: $0.choice) <= 0.02 })
            / Double(max(settled.count, 1))
        var cells = [
            "\(Int(invocations))", "\(Int(settings))", Self.percent(curveError),
            Self.percent(regret), Self.percent(self.settled), Self.percent(withinTarget),
            Self.percent(agreement),
        ]
        for repetitions in [10, 50] {
            let regrets = (1...seeds).map { seed in
                var generator = SeededGenerator(seed: UInt64(seed))
                let outcome = powerTuning(truth, repetitions: repetitions, generator: &generator)
                return truth.costRegret(of: outcome.choice)
            }
            cells.append("\(6 * repetitions): \(Self.percent(regrets.middle))")
        }
        let peers = (1...seeds).map { seed in
            var generator = SeededGenerator(seed: UInt64(seed))
            return parrotfish(truth, generator: &generator)
        }
        let errors = peers.map { peer in
            truth.settings.filter { $0.megabytes <= 3_008 }.map {
                abs((peer.curve?($0) ?? .nan) / truth.meanMS($0) - 1)
            }.reduce(0, +) / Double(truth.settings.count { $0.megabytes <= 3_008 })
        }
        cells.append(
            "\(Int(peers.map { Double($0.invocations) }.middle)): "
                + "\(Self.percent(peers.map { truth.costRegret(of: $0.choice) }.middle)), "
                + "curve \(Self.percent(errors.middle))"
        )
        self.line = "| \(truth.name) | \(cells.joined(separator: " | ")) |"
    }

    /// The share of sessions with the commonest choice, or with a caution that settings tie.
    private static func agreement(among sessions: [SimulatedSession]) -> Double {
        let counts = Dictionary(grouping: sessions, by: \.choice).mapValues(\.count)
        let common = counts.max { $0.value < $1.value }?.key ?? .smallest
        let agreed = sessions.count { $0.choice == common || $0.hasTieCaution }
        return Double(agreed) / Double(sessions.count)
    }

    /// The agreement of sessions with an aim.
    static func agreement(
        _ truth: SimulatedTruth,
        seeds: Int,
        objective: Objective
    ) throws -> Double {
        agreement(
            among: try (1...seeds).map {
                try SimulatedSession(truth, seed: UInt64($0), objective: objective)
            }
        )
    }

    private static func percent(_ share: Double) -> String {
        String(format: "%.1f %%", share * 100)
    }
}
