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

    /// A function that computes for 300 ms on one whole vCPU and cannot use a second.
    private static func trueDurationMS(_ megabytes: Int) -> Double {
        300 * 1_792 / min(Double(megabytes), 1_792)
    }

    private static func trueCost(_ megabytes: Int) -> Double {
        trueDurationMS(megabytes) * Double(megabytes)
    }

    @Test func `half the GB-seconds of ten invocations each lead to no worse a choice`()
        async throws
    {
        let best = Self.settings.map(Self.trueCost).min() ?? 0
        var ours = (gigabyteSeconds: 0.0, regret: 0.0)
        var theirs = ours
        for seed in Self.seeds {
            let run = try await run(seed: seed)
            ours.gigabyteSeconds += run.invocations.reduce(0) { $0 + Self.gigabyteSeconds($1) }
            let choice = try TunedRun(fitting: run).recommendation(
                under: Conditions(
                    tariff: try Self.tariff(),
                    objective: .cheapest,
                    candidates: run.record.plan.memory
                )
            ).choice
            ours.regret += Self.trueCost(choice.memory.megabytes) / best - 1
            let rule = Self.rule(seed: seed)
            theirs.gigabyteSeconds += rule.gigabyteSeconds
            theirs.regret += Self.trueCost(rule.choice) / best - 1
        }
        #expect(ours.gigabyteSeconds <= theirs.gigabyteSeconds / 2)
        #expect(ours.regret <= theirs.regret)
    }

    /// Measures through the source, the budget and the parallel measurer, as the program does.
    private func run(seed: UInt64) async throws -> MeasuredRun {
        let memory = Self.settings.map { MemorySetting(clamping: $0) }
        let plan = Plan(
            memory: memory,
            strategies: [.single],
            warmUps: 0,
            targetError: 0.05,
            seed: seed
        )
        // One sequence for each setting: which setting is answered first must not matter.
        let noises = Mutex<[Int: Noise]>([:])
        let seen = Mutex<Set<String>>([])
        let transport = ScriptedTransport { request in
            let alias = request.query[0].value
            let megabytes = Int(alias) ?? 0
            let noise = noises.withLock {
                $0[megabytes, default: Noise(seed: seed &* 10_007 &+ UInt64(megabytes))].next()
            }
            let duration = Self.trueDurationMS(megabytes) * noise
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
            aliases: Dictionary(uniqueKeysWithValues: memory.map { ($0, ["\($0.megabytes)"]) }),
            events: try EventBook(event: Data("{}".utf8)),
            tariff: try Self.tariff(),
            budget: SpendingLimit(limit: try #require(Money(decimal: "1")))
        )
        let record = Harness.record(of: plan)
        let measurer = Measurer(
            source: source,
            policy: RoundsPolicy(plan: plan),
            record: record,
            width: 6
        )
        let (invocations, _) = try await measurer.measure(keep: { _ in }, report: { _ in })
        return MeasuredRun(record: record, invocations: invocations)
    }

    private static func rule(seed: UInt64) -> (choice: Int, gigabyteSeconds: Double) {
        var noise = Noise(seed: seed &+ 1_000)
        var spent = 0.0
        var means: [(megabytes: Int, cost: Double)] = []
        for megabytes in settings {
            // The first of the ten is a cold start whose INIT is billed as well.
            let durations = (0..<10).map { _ in trueDurationMS(megabytes) * noise.next() }
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

/// Lognormal noise of 2 %.
private struct Noise {
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> Double {
        let first = Double.random(in: .leastNonzeroMagnitude..<1, using: &generator)
        let second = Double.random(in: 0..<1, using: &generator)
        return exp(0.02 * (-2 * log(first)).squareRoot() * cos(2 * .pi * second))
    }
}
