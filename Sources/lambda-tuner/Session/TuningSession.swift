import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import Tuning

/// Measures one function here and keeps the run.
struct TuningSession: Sendable {
    /// What is to be done.
    let request: TuningRequest

    /// Measures to the end, or until Ctrl-C or a request to terminate.
    ///
    /// - Throws: ``Interrupted`` after a signal, and what ``measure(report:)`` throws.
    func measureUntilInterrupted(
        report: @escaping @Sendable (MeasurementEvent) -> Void
    ) async throws -> MeasuredRun {
        do {
            return try await interruptible { try await measure(report: report) }
        } catch is CancellationError {
            throw Interrupted(folder: request.folder)
        }
    }

    /// Measures to the end, or until the task is cancelled.
    ///
    /// - Throws: `CancellationError`, ``SourceFailure`` when nothing could be observed and
    ///   ``RunFolder/Failure`` when the run cannot be kept. Samples made until then stay on disk.
    func measure(
        report: @escaping @Sendable (MeasurementEvent) -> Void
    ) async throws -> MeasuredRun {
        defer { request.function.package?.close() }
        var configuration = LocalConfiguration(
            function: request.function.local,
            event: request.function.event,
            launcher: Program.launcher,
            accepts: request.function.accepts,
            model: request.platform,
            governor: request.governor,
            timeoutS: request.plan.timeoutS
        )
        try request.surroundings.apply(to: &configuration)
        let source = try await LocalSource.open(configuration)
        do {
            let run = try await measure(on: source, report: report)
            await source.close()
            return run
        } catch {
            // However measuring ends, no process and no control group may stay behind.
            await source.close()
            throw error
        }
    }

    private func measure(
        on source: LocalSource,
        report: @Sendable (MeasurementEvent) -> Void
    ) async throws -> MeasuredRun {
        let governor = request.profiling == .alone ? .model : source.governor
        var run = try startingRun(governor: governor)
        let doubts = source.cautions + (request.function.package?.cautions ?? [])
        run.record.cautions += doubts.filter { !run.record.cautions.contains($0) }
        let log = try SampleLog(appendingTo: request.folder)
        let profiled = ProfiledSource(source)
        let measurer = Measurer(
            source: request.profiling == .alone ? profiled : source,
            policy: policy(for: run.record),
            record: run.record
        )
        let result = try await measurer.measure(
            continuing: run.invocations,
            keep: { invocation in
                try log.append(invocation)
                try UnsoundWorkload.refuse(invocation, of: request.function.description)
            },
            report: report
        )
        run.invocations = result.invocations
        run.record.cautions += result.cautions.filter { !run.record.cautions.contains($0) }
        if request.profiling == .beside {
            run.record.cautions += await profiled.profile(run.record.plan.strategies)
        }
        await run.record.note(profiled.profiles, isAlone: request.profiling == .alone)
        run.record.isComplete = true
        try request.folder.write(run.record)
        return run
    }

    private func policy(for record: RunRecord) -> any SamplingPolicy {
        let plan = record.plan
        guard plan.isAdaptive else {
            let rounds = RoundsPolicy(plan: plan)
            return MixedEvents(request.surroundings.extending(rounds), plan: plan)
        }
        let adaptive = AdaptivePolicy(
            plan: plan,
            conditions: request.conditions,
            record: record,
            budget: plan.maximumInvocations
        )
        return MixedEvents(request.surroundings.extending(adaptive), plan: plan)
    }

    /// The run to add to: a new one on disk, or the one to continue.
    private func startingRun(governor: GovernorKind) throws -> MeasuredRun {
        if request.isContinuation { return try request.folder.read() }
        let record = RunRecord(
            toolVersion: toolVersion,
            createdAt: Date().timeIntervalSince1970,
            command: request.command,
            function: request.function.description,
            plan: request.plan,
            platform: request.platform,
            architecture: .host,
            machine: HostMachine.describe(),
            source: .local,
            governor: governor
        )
        try request.folder.create(record)
        return MeasuredRun(record: record, invocations: [])
    }
}

/// The user stopped a run.
struct Interrupted: Error, CustomStringConvertible {
    /// Where the samples so far are.
    let folder: RunFolder

    var description: String {
        "Interrupted. The samples so far are in \(folder.url.path); go on with: "
            + "lambda-tuner tune --resume \(folder.url.path)"
    }
}
