import Foundation
import TestSupport
import Testing
import Workloads

/// What threads gain on two processors, each strategy in turn, in elapsed time.
@Suite(
    .enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"),
    .enabled(if: usableProcessors() >= 2, "two processors are needed"),
    .serialized
)
struct StrategyBenchmarks {
    /// Rounds that count, and rounds that are tried until that many were quiet.
    private static let (rounds, mostRounds) = (15, 100)

    /// Jobs whose units need nothing from each other and cost about the same.
    private static let parallel = [
        "matrix-product", "prime-sieve", "sha256-tree", "mandelbrot", "fft", "json",
        "text-search", "compression", "monte-carlo",
    ]

    /// All of some workloads, or those that `LAMBDA_TUNER_WORKLOADS` names, such as `fft,json`.
    private static func wanted(_ workloads: [String]) -> [String] {
        guard let names = ProcessInfo.processInfo.environment["LAMBDA_TUNER_WORKLOADS"] else {
            return workloads
        }
        return workloads.filter(names.split(separator: ",").map(String.init).contains)
    }

    /// Runs of one workload by each strategy, after a first of each, which starts threads and fills
    /// caches.
    private func runs(
        of workload: String,
        _ strategies: [String]
    ) async throws -> [WorkloadRun] {
        let runs = try strategies.map { name in
            try WorkloadRun(workload: workload, strategy: name, threads: 2)
        }
        for run in runs { _ = try await run() }
        return runs
    }

    /// The elapsed seconds of each strategy, one after the other; another one begins each round, so
    /// that none always follows the same one.
    private func round(_ number: Int, of runs: [WorkloadRun]) async throws -> [String: Double] {
        var times: [String: Double] = [:]
        for turn in runs.indices {
            let run = runs[(turn + number) % runs.count]
            times[run.team.strategy.name] = try await undisturbedSeconds { _ = try await run() }
        }
        return times
    }

    /// The median over the rounds of one strategy's time over another's: what the machine does to both
    /// in a round cancels.
    private func ratio(
        _ rounds: [[String: Double]],
        _ name: String,
        over other: String
    ) throws -> Double {
        try median(rounds.map { try #require($0[name]) / #require($0[other]) })
    }

    @Test(arguments: wanted(parallel))
    func `Dispatch makes good use of two processors`(workload: String) async throws {
        let machine = TwoProcessors(workload: workload)
        let runs = try await runs(of: workload, ["single", "dispatch", "dispatch-steal"])
        var all: [(times: [String: Double], machine: TwoProcessors.Look)] = []
        var quiet: [[String: Double]] = []
        while quiet.count < Self.rounds, all.count < Self.mostRounds {
            let times = try await round(all.count, of: runs)
            all.append((times, try await machine.look()))
            quiet = all.filter(\.machine.isQuiet).map(\.times)
        }
        let rounds = quiet.isEmpty ? all.map(\.times) : quiet
        let efficiency = try ratio(rounds, "single", over: "dispatch") / 2
        let stealing = try ratio(rounds, "single", over: "dispatch-steal") / 2
        print(
            "\(workload): efficiency \(efficiency.formatted(decimals: 3)) on two processors, "
                + "\(stealing.formatted(decimals: 3)) self-scheduled; "
                + "\(quiet.count) of \(all.count) rounds quiet"
        )
        #expect(quiet.count >= 5, "the machine was never quiet long enough")
        #expect(efficiency >= 0.95, "\(workload)")
    }

    @Test(arguments: wanted(WorkloadCatalog.facts.map(\.name)))
    func `self-scheduling is never much slower than the best strategy`(
        workload: String
    ) async throws {
        let names = WorkloadCatalog.strategies.map(\.name).filter { $0 != "single" }
        let runs = try await runs(of: workload, names)
        var rounds: [[String: Double]] = []
        while rounds.count < Self.rounds { rounds.append(try await round(rounds.count, of: runs)) }
        let ratios = try names.map { try ratio(rounds, "dispatch-steal", over: $0) }
        let table = zip(ratios, names).map { "\($0.formatted(decimals: 3)) of \($1)" }
        print("\(workload): dispatch-steal takes \(table.joined(separator: ", "))")
        #expect(ratios.allSatisfy { $0 <= 1.03 }, "\(workload)")
    }
}
