import Estimation
import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import TestSupport
import Testing
import Workloads

/// One unthrottled profile of each strategy against invocations under real quotas.
@Suite(
    .enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"),
    .enabled(if: usableProcessors() >= 2, "two processors are needed"),
    .serialized
)
struct ProfileBenchmarks {
    private static let settings = [256, 512, 1_024, 1_792, 2_560, 3_584]
        .map(MemorySetting.init(clamping:))

    /// Sizes that take about a fifth of a second: short, so that the machine seldom changes its speed
    /// meanwhile, and long, so that it matters little where in a period an invocation ends.
    private static let sizes = [
        "matrix-product": 900, "prime-sieve": 300_000_000, "sha256-tree": 35_000, "mandelbrot": 520,
        "fft": 1_400, "n-body": 1_500, "merge-sort": 2_000_000, "json": 7_000,
        "text-search": 300_000, "image-thumbnail": 4_800, "compression": 70_000,
        "monte-carlo": 5_400_000, "k-means": 800_000,
    ]

    /// What is measured: everything, or what `LAMBDA_TUNER_PROFILED` names, such as
    /// `json/dispatch,json/threads,fft`; a strategy takes about three quarters of a minute.
    private static let cases = WorkloadCatalog.facts.map(\.name).filter { workload in
        !strategies(of: workload).isEmpty
    }

    private static func strategies(of workload: String) -> [ThreadingStrategy] {
        let names = WorkloadCatalog.strategies.map(\.name)
        let wanted = ProcessInfo.processInfo.environment["LAMBDA_TUNER_PROFILED"]
            .map { Set($0.split(separator: ",").map(String.init)) }
        return names.filter { name in
            wanted.map { $0.contains(workload) || $0.contains("\(workload)/\(name)") } ?? true
        }.map { ThreadingStrategy(rawValue: $0) }
    }

    @Test(arguments: cases)
    func `one profile tells the durations at every setting up to two vCPUs`(
        workload: String
    ) async throws {
        let configuration = try configuration(of: workload)
        let host = try await EnvironmentHost.open(.automatic)
        var errors: [Double] = []
        for strategy in Self.strategies(of: workload) {
            let found = try await measured(configuration, strategy, on: host)
            errors += row(workload, strategy, found)
        }
        await host.close()
        let sizes = OrderedSample(errors.map(abs))
        let (middle, worst) = try (#require(sizes.median), #require(sizes.values.last))
        print("\(workload): median \((100 * middle).signed) %, worst \((100 * worst).signed) %")
        #expect(middle <= 0.03)
        #expect(worst <= 0.08)
    }

    /// A profile and invocations under every quota, of one process.
    private func measured(
        _ configuration: LocalConfiguration,
        _ strategy: ThreadingStrategy,
        on host: EnvironmentHost
    ) async throws -> (profile: FunctionProfile, durations: PairedDurations) {
        let memory = MemorySetting(clamping: 3_584)
        let hosted = try await host.start(configuration, at: memory, strategy)
        let request = InvocationRequest(memory: memory, strategy: strategy)
        var durations = try await PairedDurations(
            hosted,
            event: configuration.event(request),
            model: .standard
        )
        // A lone thread wakes now on one processor, now on the other, which seldom are equally fast.
        if strategy == .single { try await durations.bind(to: [0]) }
        // Before and after the profile, so that a machine that changes its speed does so to both
        // alike.
        try await durations.measure(Self.settings)
        let profile = try await durations.profile()
        try await durations.settle(Self.settings)
        await hosted.end()
        return (profile, durations)
    }

    /// Prints how far predictions are off, and gives the errors in which the machine's speed cancels.
    ///
    /// The CPU time of unthrottled invocations tells how fast the machine is at a moment: a predicted
    /// duration is held against a measured one after each was divided by the CPU time beside it. In
    /// brackets stands the error of the duration itself, in which the machine's own changes between the
    /// profile and the measurement are counted too.
    private func row(
        _ workload: String,
        _ strategy: ThreadingStrategy,
        _ found: (profile: FunctionProfile, durations: PairedDurations)
    ) -> [Double] {
        let (profile, measured) = found
        let freeCPUMS = median(profile.runs.map(\.cpuMS))
        var errors: [Double] = []
        var cells = ""
        for memory in Self.settings {
            let predictedMS = profile.durationMS(
                at: memory,
                platform: .standard,
                mostProcessors: usableProcessors()
            )
            let error = predictedMS / freeCPUMS / measured.durationPerCPU(at: memory) - 1
            let plain = predictedMS / measured.durationMS(at: memory) - 1
            let doubt = measured.standardError(at: memory) ?? .infinity
            cells +=
                " \((100 * error).signed) ± \((100 * min(doubt, 1)).formatted(decimals: 1)) "
                + "(\((100 * plain).signed)) |"
            errors.append(error)
        }
        print("| \(workload) | \(strategy) |\(cells)")
        return errors
    }

    private func configuration(of workload: String) throws -> LocalConfiguration {
        let bootstrap = try #require(BuiltProgram("workload-bootstrap")).path
        let tuner = try #require(BuiltProgram("lambda-tuner")).path
        let size = try #require(Self.sizes[workload])
        return LocalConfiguration(
            function: LocalFunction(
                name: workload,
                command: [bootstrap],
                codeDirectory: URL(filePath: bootstrap).deletingLastPathComponent().path
            ),
            event: { request in
                let names = #""workload":"\#(workload)","strategy":"\#(request.strategy)""#
                return Array(#"{\#(names),"size":\#(size)}"#.utf8)
            },
            launcher: [tuner, Launcher.verb]
        )
    }
}

extension Double {
    /// The number with its sign and one decimal.
    fileprivate var signed: String {
        (self < 0 ? "−" : "+") + magnitude.formatted(decimals: 1)
    }
}
