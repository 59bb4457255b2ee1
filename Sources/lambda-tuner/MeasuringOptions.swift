import ArgumentParser
import Foundation
import LambdaPlatform
import LocalLambda
import Measurement

/// The options that say how a function is measured on this machine.
struct MeasuringOptions: ParsableArguments {
    @Option(
        help: "Memory settings to measure, such as 128,512,1792, or auto.",
        transform: MemoryList.init(text:)
    )
    var memory: MemoryList = .standard

    @Option(
        name: .customLong("strategy"),
        help: "Threading strategies to compare, such as single,dispatch."
    )
    var strategies = "single,dispatch"

    @Option(help: "Size of a built-in workload; its default size unless given.")
    var size: Int?

    @Option(help: "What enforces the quota: auto, cgroup-v2, cgroup-v1, duty-cycle or model.")
    var governor = "auto"

    @Option(help: "The function's timeout in seconds, 1 to 900.")
    var timeout = 900

    @Option(help: "The fewest counted invocations of each setting and strategy.")
    var minInvocations = 3

    @Option(help: "The most counted invocations of each setting and strategy.")
    var maxInvocations = 10

    @Option(help: "Stop once each duration is known to within this share, such as 0.02.")
    var targetError = 0.02

    @Option(help: "Seed of the order in which settings are measured.")
    var seed: UInt64 = 1

    @Option(help: "Folder for the run; a dated one in your state folder unless given.")
    var out: String?

    @Option(help: "Continue the run in this folder where it stopped.")
    var resume: String?

    func validate() throws {
        guard GovernorChoice(name: governor) != nil else {
            throw ValidationError(
                "'\(governor)' is no governor: give auto, cgroup-v2, cgroup-v1, duty-cycle or model."
            )
        }
        guard (1...900).contains(timeout) else {
            throw ValidationError("A Lambda timeout is 1 to 900 seconds, not \(timeout).")
        }
        guard targetError > 0, targetError < 1 else {
            throw ValidationError("--target-error is a share between 0 and 1, such as 0.02.")
        }
        guard (2...maxInvocations).contains(minInvocations), maxInvocations <= 10_000 else {
            throw ValidationError(
                "--min-invocations must be at least 2 and at most --max-invocations (10000)."
            )
        }
    }
}

extension MeasuringOptions {
    /// The tunings that the options ask for, one for each function or the one to continue.
    ///
    /// - Throws: ``FunctionRefusal`` and ``RunFolder/Failure``.
    func requests(
        for functions: [String],
        platform: PlatformModel
    ) throws -> [TuningRequest] {
        if let resume { return [try continuation(of: RunFolder(url: URL(filePath: resume)))] }
        return try functions.map { name in
            let function = try ResolvedFunction(workload: name, size: size)
            return TuningRequest(
                function: function,
                plan: try plan(for: function),
                platform: platform,
                governor: GovernorChoice(name: governor) ?? .automatic,
                folder: out.map { RunFolder(url: URL(filePath: $0)) }
                    ?? StateFolder.newRun(of: name),
                isContinuation: false,
                command: ["lambda-tuner"] + CommandLine.arguments.dropFirst()
            )
        }
    }

    private func plan(for function: ResolvedFunction) throws(FunctionRefusal) -> Plan {
        var wanted: [ThreadingStrategy] = []
        for name in strategies.split(separator: ",").map(String.init) {
            let strategy = ThreadingStrategy(rawValue: name)
            guard function.strategies.contains(strategy) else {
                throw .unknownStrategy(name: name, known: function.strategies.map(\.rawValue))
            }
            if !wanted.contains(strategy) { wanted.append(strategy) }
        }
        return Plan(
            memory: memory.settings,
            strategies: wanted,
            warmUps: 0,
            minimumInvocations: minInvocations,
            maximumInvocations: maxInvocations,
            targetError: targetError,
            seed: seed,
            timeoutS: timeout
        )
    }

    private func continuation(of folder: RunFolder) throws -> TuningRequest {
        let record = try folder.read().record
        guard record.source == .local, record.function.kind == "workload" else {
            throw FunctionRefusal.unusable(
                reason: "\(folder.url.path) was not measured here: it cannot be continued."
            )
        }
        let size = record.function.detail.split(separator: " ").first.flatMap { Int($0) }
        return TuningRequest(
            function: try ResolvedFunction(workload: record.function.name, size: size),
            plan: record.plan,
            platform: record.platform,
            governor: record.governor.map(GovernorChoice.only) ?? .automatic,
            folder: folder,
            isContinuation: true,
            command: record.command
        )
    }
}
