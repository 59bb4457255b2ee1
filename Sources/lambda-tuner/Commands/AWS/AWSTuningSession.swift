import AWSLambda
import Foundation
import LambdaPlatform
import Measurement
import Tuning

/// Measures one deployed function and keeps the run.
struct AWSTuningSession: Sendable {
    let target: DeployedTarget
    let options: AWSMeasuringOptions

    /// What the choice is for, which decides where a sampler that chooses measures.
    let conditions: Conditions

    let folder: RunFolder
    let progress: ProgressLine

    /// Measures behind temporary aliases, and puts the function back.
    func measure() async throws -> MeasuredRun {
        let inspection = target.inspection
        let api = target.connection.api
        try inspection.checkPublishable()
        let events = try AWSEvents(options)
        let plan = try plan(events)
        let budget = try checkedBudget(plan)
        let hooks = InvocationHooks(
            before: try await hook(options.before),
            after: try await hook(options.after)
        )
        var record = try record(plan)
        let (result, left) = try await TemporaryVersions.lend(
            of: inspection,
            api: api,
            journal: try begin(record),
            endpoint: target.connection.settings.customEndpoint?.description,
            settings: plan.memory,
            copies: options.coldStarts,
            surroundings: Surroundings(),
            report: { printError($0) }
        ) { (aliases) async throws -> (invocations: [Invocation], cautions: [Caution]) in
            let source = DeployedFunction(
                api: api,
                timeoutS: inspection.latest.timeout,
                aliases: aliases,
                events: events.book,
                tariff: target.tariff,
                budget: budget,
                hooks: hooks
            )
            return try await measure(on: source, record)
        }
        progress.end()
        let spent = await budget.spent
        printError("Spent \(sign)\(Self.shown(spent)) of \(sign)\(budget.limit).")
        record.cautions = result.cautions + left.map { Caution(code: "not-restored", message: $0) }
        record.isComplete = true
        try folder.write(record)
        return MeasuredRun(record: record, invocations: result.invocations)
    }

    /// Reads what the logs tell, and changes nothing.
    func readLogs() async throws -> MeasuredRun {
        try target.inspection.checkMeasurable()
        let end = Date().timeIntervalSince1970
        let history = LogHistory(caller: target.connection.caller("logs"))
        let (invocations, isTruncated) = try await history.invocations(
            logGroup: target.inspection.latest.logGroup,
            from: end - Double(options.days) * 86_400,
            to: end
        )
        let settings = Set(invocations.map(\.memoryMB)).sorted()
        let plan = Plan(memory: settings, strategies: [.single], minimumInvocations: 1)
        var record = try record(plan)
        if isTruncated {
            record.cautions.append(
                Caution(
                    code: "logs-truncated",
                    message: "Only the first \(LogHistory.mostRows) reports were read: give fewer "
                        + "--days."
                )
            )
        }
        record.isComplete = true
        try folder.create(record)
        let log = try SampleLog(appendingTo: folder)
        for invocation in invocations { try log.append(invocation) }
        return MeasuredRun(record: record, invocations: invocations)
    }
}

extension AWSTuningSession {
    private func measure(
        on source: DeployedFunction,
        _ record: RunRecord
    ) async throws -> (invocations: [Invocation], cautions: [Caution]) {
        let log = try SampleLog(appendingTo: folder)
        let chosen = chosenPolicy(for: record)
        let share = options.spendingShare.map {
            SpendingShare(of: chosen, plan: record.plan, share: $0)
        }
        let settings = ColdStartsPolicy(share ?? chosen, coldStarts: options.coldStarts)
        let measurer = Measurer(
            source: source,
            policy: MixedEvents(settings, plan: record.plan),
            record: record,
            width: width
        )
        var result = try await measurer.measure(
            keep: { try log.append($0) },
            report: { progress.show($0) }
        )
        if let caution = share?.caution(after: result.invocations) {
            result.cautions.append(caution)
        }
        return result
    }

    /// Decides by what would overturn the choice, among the settings named or those it chooses.
    private func chosenPolicy(for record: RunRecord) -> any SamplingPolicy {
        guard record.plan.isAdaptive else {
            return AdaptivePolicy(
                measuringAllOf: record.plan,
                conditions: conditions,
                record: record
            )
        }
        return AdaptivePolicy(
            plan: record.plan,
            conditions: conditions,
            record: record,
            budget: record.plan.maximumInvocations
        )
    }
}
