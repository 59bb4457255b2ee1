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
    private var pairs: [MemorySetting: [(freeCPUMS: Double, throttledMS: Double)]] = [:]

    /// An invocation in which others used more of the machine than this is tried again.
    private static let (tries, quietContention) = (3, 0.1)

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

    /// Measures every setting once a round.
    mutating func measure(_ settings: [MemorySetting], rounds: Int) async throws {
        // The first one starts up, and does not count.
        if pairs.isEmpty { _ = try await invocation(under: nil) }
        for _ in 0..<rounds {
            var before = try #require(try await invocation(under: nil).cpuMS)
            for memory in settings {
                let throttledMS = try await invocation(under: memory).durationMS
                let after = try #require(try await invocation(under: nil).cpuMS)
                pairs[memory, default: []].append(((before + after) / 2, throttledMS))
                before = after
            }
        }
    }

    /// The duration of a throttled invocation for each millisecond of CPU time that the unthrottled
    /// ones beside it used, which is how fast the machine was: the median over the rounds.
    func durationPerCPU(at memory: MemorySetting) -> Double {
        middle((pairs[memory] ?? []).map { $0.throttledMS / $0.freeCPUMS })
    }

    /// The median duration of throttled invocations.
    func durationMS(at memory: MemorySetting) -> Double {
        middle((pairs[memory] ?? []).map(\.throttledMS))
    }

    private func middle(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
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
