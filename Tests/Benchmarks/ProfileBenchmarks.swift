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

    /// What is measured: everything, or what `LAMBDA_TUNER_PROFILED` names, such as
    /// `json/dispatch,json/threads,fft`; a strategy takes about half a minute.
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
        let local = try await LocalSource.open(configuration)
        let profiled = ProfiledSource(local)
        var errors: [Double] = []
        for strategy in Self.strategies(of: workload) {
            let memory = MemorySetting(clamping: 3_584)
            let free = try await host.start(
                configuration,
                at: memory,
                strategy,
                isUnthrottled: true
            )
            let request = InvocationRequest(memory: memory, strategy: strategy)
            // Measured before and after the profile, so that a machine that changes its speed does so
            // to both alike.
            var measured = PairedDurations(
                free: (free, configuration.event(request)),
                throttled: local,
                strategy: strategy
            )
            try await measured.measure(Self.settings, rounds: 2)
            #expect(await profiled.profile([strategy]).isEmpty)
            try await measured.measure(Self.settings, rounds: 2)
            await free.end()
            let profile = try #require(await profiled.profiles[strategy])
            errors += row(workload, strategy, profile, measured)
        }
        await profiled.close()
        await host.close()
        let sorted = errors.map(abs).sorted()
        let (middle, worst) = (sorted[sorted.count / 2], sorted[sorted.count - 1])
        print("\(workload): median \((100 * middle).signed) %, worst \((100 * worst).signed) %")
        #expect(middle <= 0.03)
        #expect(worst <= 0.08)
    }

    /// Prints how far predictions are off, and gives the errors in which the machine's speed cancels.
    ///
    /// A quota makes an invocation longer by a factor; the prediction of it is held against the factor
    /// between throttled invocations and unthrottled ones right before and after them. In brackets
    /// stands the error of the duration itself, in which the machine's own changes between the profile
    /// and the measurement are counted too.
    private func row(
        _ workload: String,
        _ strategy: ThreadingStrategy,
        _ profile: FunctionProfile,
        _ measured: PairedDurations
    ) -> [Double] {
        let freeMS = median(profile.runs.map(\.durationMS))
        var errors: [Double] = []
        var cells = ""
        for memory in Self.settings {
            let predictedMS = profile.durationMS(
                at: memory,
                platform: .standard,
                mostProcessors: usableProcessors()
            )
            let error = predictedMS / freeMS / measured.growth(at: memory) - 1
            let plain = predictedMS / measured.durationMS(at: memory) - 1
            cells += " \((100 * error).signed) (\((100 * plain).signed)) |"
            errors.append(error)
        }
        print("| \(workload) | \(strategy) |\(cells)")
        return errors
    }

    private func configuration(of workload: String) throws -> LocalConfiguration {
        let bootstrap = try #require(BuiltProgram("workload-bootstrap")).path
        let tuner = try #require(BuiltProgram("lambda-tuner")).path
        return LocalConfiguration(
            function: LocalFunction(
                name: workload,
                command: [bootstrap],
                codeDirectory: URL(filePath: bootstrap).deletingLastPathComponent().path
            ),
            event: { request in
                Array(#"{"workload":"\#(workload)","strategy":"\#(request.strategy)"}"#.utf8)
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
