import AWSLambda
import ArgumentParser
import Foundation
import LambdaPlatform

/// Rolls a memory setting out to live traffic in watched steps.
struct AWSRolloutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollout",
        abstract: "Move an alias to a memory setting in watched steps; roll back by itself.",
        discussion: """
            Publishes $LATEST with the setting and gives the new version more and more of the \
            alias's traffic. Errors, duration and throttles of the new version are watched in each \
            step; when a limit breaks, everything goes back.

            Examples:
              lambda-tuner aws rollout resize --alias live --memory 1792 --dry-run
              lambda-tuner aws rollout resize --alias live --memory 1792 --max-p95 400
            """
    )

    @Argument(help: "The function's name or ARN.")
    var function: String

    @Option(help: "The alias that live traffic uses.")
    var alias: String

    @Option(help: "The memory setting to roll out, such as 1792.")
    var memory: String

    @Option(help: "Percentages of traffic before all of it.")
    var steps = "10,50"

    @Option(help: "Seconds that each step is watched.")
    var watch = 300

    @Option(help: "The most errors for each invocation, 0 to 1.")
    var maxErrorRate = 0.01

    @Option(name: .customLong("max-p95"), help: "The longest 95th percentile of durations, in ms.")
    var maxP95: Double?

    @Option(help: "The most throttled invocations in a step.")
    var maxThrottles = 0

    @Flag(help: "Let a step pass in which no invocation reached the new version.")
    var allowSilence = false

    @Flag(help: "Print every call and change nothing.")
    var dryRun = false

    @OptionGroup var aws: AWSOptions

    func validate() throws {
        guard (60...86_400).contains(watch) else {
            throw ValidationError("--watch is 60 to 86400 seconds: metrics come by the minute.")
        }
        guard (0...1).contains(maxErrorRate) else {
            throw ValidationError("--max-error-rate is a share between 0 and 1.")
        }
    }

    func run() async throws {
        let plan = try plan()
        let connection = try aws.connection(to: function)
        guard !dryRun else { return try await Self.rehearse(plan, over: connection) }
        let outcome = try await interruptibly {
            try await Self.carryOut(plan, over: connection)
        }
        switch outcome {
        case .done(let version):
            try printResult("\(plan.alias) points to version \(version) with \(plan.memory).")
        case .rolledBack(let reason, let left):
            left.forEach { printError($0) }
            try printResult("Rolled back: \(reason). The function is as it was.")
            throw ExitStatus.limitExceeded
        }
    }
}

extension AWSRolloutCommand {
    private func plan() throws -> RolloutPlan {
        let shares = try steps.split(separator: ",").map { text in
            guard let percent = Double(text) else { throw RolloutPlan.Refusal.steps }
            return percent / 100
        }
        return try RolloutPlan(
            alias: alias,
            memory: try MemorySetting(text: memory),
            steps: shares,
            watch: .seconds(watch),
            limits: RolloutLimits(
                errorRate: maxErrorRate,
                p95MS: maxP95,
                throttles: maxThrottles,
                allowsSilence: allowSilence
            )
        )
    }

    private static func carryOut(
        _ plan: RolloutPlan,
        over connection: AWSConnection
    ) async throws -> Rollout.Outcome {
        let inspection = try await Inspection(of: connection.api)
        let rollout = try Rollout(
            plan,
            of: inspection,
            api: connection.api,
            metrics: VersionMetrics(caller: connection.caller("monitoring")),
            surroundings: Surroundings()
        )
        let path = JournalFolder.standard.journalPath(ofFunctionArn: inspection.functionArn)
        let journal = try FileJournal.begin(at: path)
        defer { journal.close() }
        return try await rollout.run(
            journal: journal,
            endpoint: connection.settings.customEndpoint?.description,
            report: { printError($0) }
        )
    }

    private static func rehearse(_ plan: RolloutPlan, over connection: AWSConnection) async throws {
        let transport = DryRunTransport(reading: connection.transport) { print($0) }
        let rehearsal = connection.carried(by: transport)
        // Nothing becomes effective, so there is nothing to wait for and nothing to watch.
        let surroundings = Surroundings(pause: { _ in })
        let rollout = try Rollout(
            try plan.withoutLimits(),
            of: try await Inspection(of: rehearsal.api),
            api: rehearsal.api,
            metrics: VersionMetrics(caller: rehearsal.caller("monitoring")),
            surroundings: surroundings
        )
        _ = try await rollout.run(
            journal: DryRunJournal(),
            endpoint: nil,
            report: { printError($0) }
        )
        try flushResults()
    }
}

extension RolloutPlan {
    /// The same steps, each watched once, with nothing that could break.
    fileprivate func withoutLimits() throws(Refusal) -> RolloutPlan {
        try RolloutPlan(
            alias: alias,
            memory: memory,
            steps: steps,
            watch: .seconds(60),
            limits: RolloutLimits(allowsSilence: true)
        )
    }
}
