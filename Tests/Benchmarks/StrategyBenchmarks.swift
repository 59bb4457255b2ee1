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
    private static let rounds = 7

    /// Jobs whose units need nothing from each other and cost about the same.
    private static let parallel = [
        "matrix-product", "prime-sieve", "sha256-tree", "mandelbrot", "fft", "json",
        "text-search", "compression", "monte-carlo",
    ]

    /// The median elapsed time of each strategy over rounds in which all of them take turns.
    private func times(
        _ workload: String,
        _ strategies: [String]
    ) async throws -> [String: Double] {
        let runs = try strategies.map { name in
            try WorkloadRun(workload: workload, strategy: name, threads: 2)
        }
        var times: [String: [Double]] = [:]
        for round in 0..<Self.rounds {
            // Another one begins each round, so that none always follows the same one.
            for turn in runs.indices {
                let run = runs[(turn + round) % runs.count]
                let time = try await undisturbedSeconds { _ = try await run() }
                times[run.team.strategy.name, default: []].append(time)
            }
        }
        return times.mapValues(median)
    }

    /// What the machine gives to two processes that share nothing but it: the time of one alone over
    /// the time of each of two at once.
    private func ceiling(of workload: String) async throws -> Double {
        let bootstrap = try #require(BuiltProgram("workload-bootstrap"))
        var times: (alone: [Double], together: [Double]) = ([], [])
        for _ in 0..<3 {
            times.alone += try await durations(of: workload, in: bootstrap)
            async let other = durations(of: workload, in: bootstrap)
            times.together += try await durations(of: workload, in: bootstrap)
            times.together += try await other
        }
        return median(times.alone) / median(times.together)
    }

    /// The durations of one thread in a process of its own, without the first, which starts up.
    private func durations(
        of workload: String,
        in bootstrap: BuiltProgram
    ) async throws -> [Double] {
        struct Line: Decodable { let durationMS: Double }
        let outcome = try await bootstrap.run([
            "--workload", workload, "--strategy", "single", "--repeat", "4",
        ])
        return try outcome.output.split(separator: "\n").dropFirst().map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8)).durationMS
        }
    }

    @Test(arguments: parallel)
    func `Dispatch makes good use of two processors`(workload: String) async throws {
        let times = try await times(workload, ["single", "dispatch"])
        let (single, dispatch) = (times["single"] ?? 0, times["dispatch"] ?? 1)
        let efficiency = single / dispatch / 2
        let ceiling = try await ceiling(of: workload)
        print(
            "\(workload): efficiency \(efficiency.formatted(decimals: 3)) on two processors, "
                + "\(ceiling.formatted(decimals: 3)) of two processes of one thread each"
        )
        #expect(efficiency >= 0.95, "\(workload)")
    }

    @Test(arguments: WorkloadCatalog.facts.map(\.name))
    func `self-scheduling is never much slower than the best strategy`(
        workload: String
    ) async throws {
        let names = WorkloadCatalog.strategies.map(\.name).filter { $0 != "single" }
        let times = try await times(workload, names)
        let best = times.values.min() ?? 1
        let table = names.map { name in
            "\(name) \(((times[name] ?? 0) / best).formatted(decimals: 3))"
        }
        print("\(workload): \(table.joined(separator: ", ")) of the best")
        #expect((times["dispatch-steal"] ?? .infinity) <= 1.03 * best, "\(workload)")
    }
}
