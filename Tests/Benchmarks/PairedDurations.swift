import Estimation
import Foundation
import LambdaPlatform
import Measurement
import TestSupport
import Testing
import Workloads

@testable import LocalLambda

/// Throttled invocations of one process, each between two unthrottled ones of it.
///
/// Two processes of the same program differ in speed by several percent for as long as they live, by
/// which memory each happens to have. So one process is measured under every quota, which is written
/// into its control group between invocations.
struct PairedDurations {
    private let hosted: HostedEnvironment
    private let event: [UInt8]
    private let quota: URL
    private let model: PlatformModel
    private var pairs: [MemorySetting: [Pair]] = [:]

    /// A throttled invocation, and the mean CPU time of the unthrottled ones before and after it.
    private struct Pair {
        let throttledMS: Double
        let freeCPUMS: Double
        /// Whether the two used about the same CPU time: the machine kept its speed.
        let isSteady: Bool
    }

    /// An invocation in which others used more of the machine than this is tried again.
    private static let (tries, quietContention) = (3, 0.1)

    /// A pair is steady if its unthrottled invocations differ by at most this share of CPU time.
    private static let steadiness = 0.1

    /// A setting is measured until its median is known this well, as a standard error, from so many
    /// steady pairs; or until so many rounds were made.
    private static let (settledError, leastPairs, mostRounds) = (0.02, 4, 5)

    /// Takes an environment in a control group of version 1 that sees the processors of every setting.
    ///
    /// - Throws: an issue where it is in none.
    init(_ hosted: HostedEnvironment, event: [UInt8], model: PlatformModel) async throws {
        self.hosted = hosted
        self.event = event
        self.model = model
        let groups = await hosted.environment.enclosure.groups
        quota = try #require(
            groups
                .map { URL(filePath: $0).deletingLastPathComponent() }
                .map { $0.appending(path: "cpu.cfs_quota_us") }
                .first { FileManager.default.fileExists(atPath: $0.path) },
            "control groups of version 1 are needed"
        )
    }

    /// Holds the process to some processors; its next thread inherits that.
    func bind(to processors: [Int]) async throws {
        let tree = try #require(await hosted.environment.watch?.tree)
        try #require(tree.bind(to: processors), "processes cannot be bound to processors here")
    }

    /// Profiles the process without a quota.
    func profile() async throws -> FunctionProfile {
        try set(nil)
        let environment = hosted.environment
        let seen = await environment.grant.processors
        let profiler = Profiler(
            environment: environment,
            tree: try #require(await environment.watch?.tree),
            event: event,
            processors: min(seen, usableProcessors()),
            plan: ProfilingPlan()
        )
        return try await profiler.profile().get()
    }

    /// Measures every setting once.
    mutating func measure(_ settings: [MemorySetting]) async throws {
        // The first one starts up, and does not count.
        if pairs.isEmpty { _ = try await invocation(under: nil) }
        var before = try #require(try await invocation(under: nil).cpuMS)
        for memory in settings {
            let throttledMS = try await invocation(under: memory).durationMS
            let after = try #require(try await invocation(under: nil).cpuMS)
            let freeCPUMS = (before + after) / 2
            let isSteady = abs(before - after) <= Self.steadiness * freeCPUMS
            pairs[memory, default: []].append(
                Pair(throttledMS: throttledMS, freeCPUMS: freeCPUMS, isSteady: isSteady)
            )
            before = after
        }
    }

    /// Measures settings in turn until each is settled, which does not look at what was predicted.
    mutating func settle(_ settings: [MemorySetting]) async throws {
        for _ in 0..<Self.mostRounds {
            let open = settings.filter { !isSettled($0) }
            if open.isEmpty { return }
            try await measure(open)
        }
    }

    private func isSettled(_ memory: MemorySetting) -> Bool {
        let error = standardError(at: memory) ?? .infinity
        return steady(at: memory).count >= Self.leastPairs && error <= Self.settledError
    }

    /// The duration of a throttled invocation for each millisecond of CPU time that the unthrottled
    /// ones beside it used, which is how fast the machine was: the median over the steady pairs.
    func durationPerCPU(at memory: MemorySetting) -> Double {
        ratios(at: memory).median ?? .nan
    }

    /// The standard error of ``durationPerCPU(at:)``, as a share of it.
    func standardError(at memory: MemorySetting) -> Double? {
        ratios(at: memory).relativeErrorOfMedian
    }

    /// The median duration of throttled invocations.
    func durationMS(at memory: MemorySetting) -> Double {
        OrderedSample((pairs[memory] ?? []).map(\.throttledMS)).median ?? .nan
    }

    private func steady(at memory: MemorySetting) -> [Pair] {
        (pairs[memory] ?? []).filter(\.isSteady)
    }

    private func ratios(at memory: MemorySetting) -> OrderedSample {
        let steady = steady(at: memory)
        // Where the machine hardly kept its speed, all of them have to do.
        let counted = steady.count < Self.leastPairs ? pairs[memory] ?? [] : steady
        return OrderedSample(counted.map { $0.throttledMS / $0.freeCPUMS })
    }

    /// Grants what a setting does, or everything.
    private func set(_ memory: MemorySetting?) throws {
        let us = memory.map { Bandwidth.quotaUS(share: model.vcpuShare(at: $0)) } ?? -1
        try String(us).write(to: quota, atomically: false, encoding: .utf8)
    }

    /// The invocation that others disturbed least, or the first that nobody did.
    private func invocation(under memory: MemorySetting?) async throws -> Invocation {
        try set(memory)
        var best: Invocation?
        for _ in 0..<Self.tries {
            let next = try await hosted.invoke(event).invocation
            // What went wrong, such as a wrong answer, has no duration to compare with.
            try #require(next.status == .success)
            if next.contention ?? 0 < best?.contention ?? .infinity { best = next }
            if next.contention ?? 0 <= Self.quietContention { break }
        }
        return try #require(best)
    }
}
