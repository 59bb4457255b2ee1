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
        while case .measure(let requests, _) = policy.next(after: samples) {
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

    init(_ truth: SimulatedTruth, seeds: Int) throws {
        let sessions = try (1...seeds).map { try SimulatedSession(truth, seed: UInt64($0)) }
        let counts = Dictionary(grouping: sessions, by: \.choice).mapValues(\.count)
        let common = counts.max { $0.value < $1.value }?.key ?? .smallest
        let agreed = sessions.count { $0.choice == common || $0.hasTieCaution }
        self.invocations = sessions.map { Double($0.invocations) }.middle
        self.settings = sessions.map { Double($0.settings) }.middle
        self.curveError = sessions.map(\.curveError).middle
        self.regret = sessions.map { truth.costRegret(of: $0.choice) }.middle
        self.agreement = Double(agreed) / Double(seeds)
        var cells = [
            "\(Int(invocations))", "\(Int(settings))", Self.percent(curveError),
            Self.percent(regret), Self.percent(agreement),
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

    private static func percent(_ share: Double) -> String {
        String(format: "%.1f %%", share * 100)
    }
}
