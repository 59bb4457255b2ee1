import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import Tuning

extension MeasuringOptions {
    /// The tunings that the options ask for, one for each function or the one to continue.
    ///
    /// - Throws: ``FunctionRefusal`` and ``RunFolder/Failure``.
    func requests(
        for functions: [String],
        platform: PlatformModel,
        conditions: Conditions
    ) throws -> [TuningRequest] {
        if let resume {
            return [try continuation(of: RunFolder(url: URL(filePath: resume)), conditions)]
        }
        return try functions.map { name in
            let function = try ResolvedFunction(workload: name, size: size)
            return TuningRequest(
                function: function,
                plan: try plan(for: function),
                conditions: conditions,
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
        let names = strategies ?? "single,dispatch"
        for name in names.split(separator: ",").map(String.init) {
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
            maximumInvocations: most,
            isAdaptive: memory.isAdaptive,
            targetError: targetError,
            seed: seed,
            timeoutS: timeout
        )
    }

    private func continuation(
        of folder: RunFolder,
        _ conditions: Conditions
    ) throws -> TuningRequest {
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
            conditions: conditions,
            platform: record.platform,
            governor: record.governor.map(GovernorChoice.only) ?? .automatic,
            folder: folder,
            isContinuation: true,
            command: record.command
        )
    }
}
