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
        let settings = ColdStartsPolicy(policy(for: record), coldStarts: options.coldStarts)
        let measurer = Measurer(
            source: source,
            policy: MixedEvents(settings, plan: record.plan),
            record: record,
            width: width
        )
        return try await measurer.measure(
            keep: { try log.append($0) },
            report: { progress.show($0) }
        )
    }

    private func policy(for record: RunRecord) -> any SamplingPolicy {
        guard record.plan.isAdaptive else { return RoundsPolicy(plan: record.plan) }
        return AdaptivePolicy(
            plan: record.plan,
            conditions: conditions,
            record: record,
            budget: record.plan.maximumInvocations
        )
    }

    /// Begins the run's folder and the journal.
    private func begin(_ record: RunRecord) throws -> FileJournal {
        let arn = target.inspection.functionArn
        let path = JournalFolder.standard.journalPath(ofFunctionArn: arn)
        // Looked at here as well, so that a refusal leaves no folder of a run that never was.
        if FileManager.default.fileExists(atPath: path) {
            throw JournalFailure.unfinished(path: path)
        }
        try folder.create(record)
        return try FileJournal.begin(at: path)
    }

    /// An amount with the decimals that matter here, for drawing only.
    private static func shown(_ money: Money) -> String {
        String(format: money.units < 0.01 ? "%.6f" : "%.4f", money.units)
    }

    /// What is put before an amount.
    private var sign: String { target.tariff.prices.currency.sign }

    /// How many settings run at once: never so many that reserved concurrency is used up.
    private var width: Int {
        guard let reserved = target.inspection.reservedConcurrency else { return options.parallel }
        return max(1, min(options.parallel, reserved / 2))
    }

    private func plan(_ events: AWSEvents) throws -> Plan {
        // What is asked for of a setting is asked for of each event of a mix.
        let count = max(1, events.book.weights.count)
        return Plan(
            memory: options.memory.settings,
            strategies: events.strategies,
            warmUps: 0,
            minimumInvocations: options.minInvocations * count,
            maximumInvocations: options.most * count,
            isAdaptive: options.memory.isAdaptive,
            targetError: options.targetError,
            seed: options.seed,
            timeoutS: target.inspection.latest.timeout,
            payloadWeights: events.book.weights
        )
    }

    /// Shows what the run may cost and refuses a budget that cannot even pay for its beginning.
    private func checkedBudget(_ plan: Plan) throws -> SpendingLimit {
        guard let limit = Money(decimal: options.budget) else { throw ExitStatus.usage }
        let bound = CostBound(
            plan: plan,
            timeoutS: target.inspection.latest.timeout,
            tariff: target.tariff
        )
        printError(
            "Up to \(bound.invocations) invocations. If every one ran into the timeout of "
                + "\(target.inspection.latest.timeout) s they would cost \(sign)\(Self.shown(bound.wholePlan)); "
                + "the budget of \(sign)\(limit) is not exceeded."
        )
        try bound.check(budget: limit)
        return SpendingLimit(limit: limit)
    }

    private func hook(_ text: String?) async throws -> InvocationHooks.Hook? {
        guard let text else { return nil }
        let name = try FunctionName(text: text)
        try name.check(region: target.connection.settings.region)
        return try await InvocationHooks.Hook(
            api: target.connection.api(for: name),
            qualifier: nil,
            prices: target.tariff.prices
        )
    }

    private func record(_ plan: Plan) throws -> RunRecord {
        let latest = target.inspection.latest
        return RunRecord(
            toolVersion: toolVersion,
            createdAt: Date().timeIntervalSince1970,
            command: ["lambda-tuner"] + CommandLine.arguments.dropFirst(),
            function: FunctionDescription(
                name: latest.functionName,
                kind: "deployed",
                detail: "\(target.inspection.functionArn) \(latest.runtime ?? "image")",
                configuredMemoryMB: target.memory
            ),
            plan: plan,
            platform: try PlatformModel(megabytesPerVCPU: options.megabytesPerVCPU),
            architecture: target.architecture,
            machine: nil,
            source: .aws,
            governor: nil
        )
    }
}
