import AWSLambda
import Foundation
import LambdaPlatform
import Measurement

/// What is settled before anything is measured.
extension AWSTuningSession {
    /// Begins the run's folder and the journal.
    func begin(_ record: RunRecord) throws -> FileJournal {
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
    static func shown(_ money: Money) -> String {
        String(format: money.units < 0.01 ? "%.6f" : "%.4f", money.units)
    }

    /// What is put before an amount.
    var sign: String { target.tariff.prices.currency.sign }

    /// How many settings run at once: never so many that reserved concurrency is used up.
    var width: Int {
        guard let reserved = target.inspection.reservedConcurrency else { return options.parallel }
        return max(1, min(options.parallel, reserved / 2))
    }

    func plan(_ events: AWSEvents) throws -> Plan {
        // What is asked for of a setting is asked for of each event of a mix.
        let count = max(1, events.book.weights.count)
        return Plan(
            memory: options.sampling.memory.settings,
            strategies: events.strategies,
            warmUps: 0,
            minimumInvocations: options.sampling.minInvocations * count,
            maximumInvocations: options.sampling.most * count,
            isAdaptive: options.sampling.memory.isAdaptive,
            targetError: options.sampling.targetError,
            seed: options.sampling.seed,
            timeoutS: target.inspection.latest.timeout,
            payloadWeights: events.book.weights
        )
    }

    /// Shows what the run may cost and refuses a budget that cannot even pay for its beginning.
    func checkedBudget(_ plan: Plan) throws -> SpendingLimit {
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

    func hook(_ text: String?) async throws -> InvocationHooks.Hook? {
        guard let text else { return nil }
        let name = try FunctionName(text: text)
        try name.check(region: target.connection.settings.region)
        return try await InvocationHooks.Hook(
            api: target.connection.api(for: name),
            qualifier: nil,
            prices: target.tariff.prices
        )
    }

    func record(_ plan: Plan) throws -> RunRecord {
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
            platform: try options.vcpu.model(),
            architecture: target.architecture,
            machine: nil,
            source: .aws,
            governor: nil
        )
    }
}
