import AWSLambda
import Estimation
import Foundation
import LambdaPlatform
import Measurement
import Synchronization
import Testing
import Tuning

/// What tuning costs, against the rule of aws-lambda-power-tuning: ten invocations of each setting,
/// and the setting with the lowest mean cost.
struct EconomyTests {
    private static let settings = [128, 256, 512, 1_024, 1_536, 3_008]
    private static let seeds = UInt64(1)...12

    /// A function that takes 300 ms on one whole vCPU and cannot use a second.
    struct Truth: Sendable, CustomTestStringConvertible {
        /// The part of the 300 ms that no setting shortens.
        let waitingMS: Double

        /// The standard deviation of the logarithm of its durations.
        let noise: Double

        var testDescription: String { "waiting \(waitingMS) ms, noise \(noise)" }

        func durationMS(_ megabytes: Int) -> Double {
            waitingMS + (300 - waitingMS) * 1_792 / min(Double(megabytes), 1_792)
        }

        func cost(_ megabytes: Int) -> Double { durationMS(megabytes) * Double(megabytes) }
    }

    @Test(arguments: [
        Truth(waitingMS: 0, noise: 0.02), Truth(waitingMS: 100, noise: 0.02),
        Truth(waitingMS: 0, noise: 0.1), Truth(waitingMS: 100, noise: 0.1),
    ])
    func `half the GB-seconds of ten invocations each lead to no worse a choice`(
        truth: Truth
    ) async throws {
        let best = Self.settings.map(truth.cost).min() ?? 0
        var ours = (gigabyteSeconds: 0.0, regret: 0.0)
        var theirs = ours
        for seed in Self.seeds {
            let run = try await run(truth, seed: seed)
            ours.gigabyteSeconds += run.invocations.reduce(0) { $0 + Self.gigabyteSeconds($1) }
            let choice = try TunedRun(fitting: run)
                .recommendation(under: try Self.conditions(run.record.plan)).choice
            ours.regret += truth.cost(choice.memory.megabytes) / best - 1
            let rule = Self.rule(truth, seed: seed)
            theirs.gigabyteSeconds += rule.gigabyteSeconds
            theirs.regret += truth.cost(rule.choice) / best - 1
        }
        #expect(ours.gigabyteSeconds <= theirs.gigabyteSeconds / 2)
        #expect(ours.regret <= theirs.regret)
    }

    @Test func `what the share left open is told, and each setting has its fewest`() async throws {
        let plan = Self.plan(seed: 1)
        let record = Harness.record(of: plan)
        let share = SpendingShare(of: try Self.policy(plan), plan: plan, share: 0.01)
        let samples = Self.settings.flatMap { megabytes in
            // As dear at each setting, and noisy, so that nothing is settled.
            [0.4, 0.3, 0.37, 0.27].map { factor in
                let duration = factor * 300_000 / Double(megabytes)
                return Invocation(
                    memoryMB: MemorySetting(clamping: megabytes),
                    strategy: .single,
                    durationMS: duration,
                    billedDurationMS: Int(duration),
                    cold: factor == 0.4,
                    source: record.source
                )
            }
        }
        guard case .measure = share.next(after: samples.dropLast()) else {
            Issue.record("the last setting has not had its fewest")
            return
        }
        #expect(
            share.next(after: samples)
                == .stop(
                    reason: "Measuring stopped at 1 % of what 10 invocations of each setting would "
                        + "be billed"
                )
        )
        #expect(share.caution(after: samples)?.code == "spending-share")
    }

    /// Measures through the source, the budget and the parallel measurer, as the program does.
    private func run(_ truth: Truth, seed: UInt64) async throws -> MeasuredRun {
        let plan = Self.plan(seed: seed)
        // One sequence for each setting: which setting is answered first must not matter.
        let noises = Mutex<[Int: Noise]>([:])
        let seen = Mutex<Set<String>>([])
        let transport = ScriptedTransport { request in
            let alias = request.query[0].value
            let megabytes = Int(alias) ?? 0
            let noise = noises.withLock {
                $0[
                    megabytes,
                    default: Noise(
                        deviation: truth.noise,
                        seed: seed &* 10_007 &+ UInt64(megabytes)
                    )
                ].next()
            }
            let duration = truth.durationMS(megabytes) * noise
            let initMS = seen.withLock { $0.insert(alias).inserted } ? 200.0 : 0
            let billed = Int((duration + initMS).rounded(.up))
            let line =
                "REPORT RequestId: a\tDuration: \(duration) ms\tBilled Duration: \(billed) ms\t"
                + "Memory Size: \(alias) MB\tMax Memory Used: 40 MB"
                + (initMS > 0 ? "\tInit Duration: \(initMS) ms" : "")
            let tail = Data(line.utf8).base64EncodedString()
            return .json("{}", headers: [Field("X-Amz-Log-Result", tail)])
        }
        let source = DeployedFunction(
            api: try Harness().api(over: transport),
            timeoutS: 30,
            aliases: Dictionary(
                uniqueKeysWithValues: plan.memory.map { ($0, ["\($0.megabytes)"]) }
            ),
            events: try EventBook(event: Data("{}".utf8)),
            tariff: try Self.tariff(),
            budget: SpendingLimit(limit: try #require(Money(decimal: "1")))
        )
        let record = Harness.record(of: plan)
        let measurer = Measurer(
            source: source,
            policy: SpendingShare(of: try Self.policy(plan), plan: plan, share: 0.5),
            record: record,
            width: 6
        )
        let (invocations, _) = try await measurer.measure(keep: { _ in }, report: { _ in })
        return MeasuredRun(record: record, invocations: invocations)
    }

    private static func plan(seed: UInt64) -> Plan {
        Plan(
            memory: settings.map { MemorySetting(clamping: $0) },
            strategies: [.single],
            warmUps: 0,
            seed: seed
        )
    }

    private static func policy(_ plan: Plan) throws -> AdaptivePolicy {
        AdaptivePolicy(
            measuringAllOf: plan,
            conditions: try conditions(plan),
            record: Harness.record(of: plan)
        )
    }

    private static func conditions(_ plan: Plan) throws -> Conditions {
        Conditions(tariff: try tariff(), objective: .cheapest, candidates: plan.memory)
    }

    private static func rule(
        _ truth: Truth,
        seed: UInt64
    ) -> (choice: Int, gigabyteSeconds: Double) {
        var noise = Noise(deviation: truth.noise, seed: seed &+ 1_000)
        var spent = 0.0
        var means: [(megabytes: Int, cost: Double)] = []
        for megabytes in settings {
            // The first of the ten is a cold start whose INIT is billed as well.
            let durations = (0..<10).map { _ in truth.durationMS(megabytes) * noise.next() }
            let billed = durations.reduce(200) { $0 + $1.rounded(.up) }
            spent += Double(megabytes) / 1_024 * billed / 1_000
            // Its mean leaves out the two shortest and the two longest.
            let kept = durations.sorted().dropFirst(2).dropLast(2)
            let mean = kept.reduce(0, +) / Double(kept.count)
            means.append((megabytes, mean * Double(megabytes)))
        }
        return (means.min { $0.cost < $1.cost }?.megabytes ?? 0, spent)
    }

    private static func gigabyteSeconds(_ invocation: Invocation) -> Double {
        Double(invocation.memoryMB.megabytes) / 1_024 * Double(invocation.billedDurationMS) / 1_000
    }

    private static func tariff() throws -> Tariff {
        try Tariff(prices: PriceList.standard.prices(in: "us-east-1"), architecture: .x86_64)
    }
}

/// Lognormal noise.
private struct Noise {
    private let deviation: Double
    private var generator: SeededGenerator

    init(deviation: Double, seed: UInt64) {
        self.deviation = deviation
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> Double {
        let first = Double.random(in: .leastNonzeroMagnitude..<1, using: &generator)
        let second = Double.random(in: 0..<1, using: &generator)
        return exp(deviation * (-2 * log(first)).squareRoot() * cos(2 * .pi * second))
    }
}
