import Foundation
import LambdaPlatform

/// Rolls a memory setting out: publishes it, moves an alias to it in steps, watches each step, and
/// rolls back by itself when a limit breaks or anything fails.
///
/// At most two versions serve the alias at any time; Lambda divides the traffic between them.
package struct Rollout: Sendable {
    private let api: LambdaAPI
    private let metrics: VersionMetrics
    private let plan: RolloutPlan
    private let inspection: Inspection
    private let surroundings: Surroundings

    /// Takes the function as it was inspected.
    ///
    /// - Throws: ``DeploymentFailure/refused(_:)`` when the alias cannot be moved so.
    package init(
        _ plan: RolloutPlan,
        of inspection: Inspection,
        api: LambdaAPI,
        metrics: VersionMetrics,
        surroundings: Surroundings
    ) throws(DeploymentFailure) {
        self.plan = plan
        self.inspection = inspection
        self.api = api
        self.metrics = metrics
        self.surroundings = surroundings
        try inspection.checkChangeable()
        guard let alias = inspection.aliases.first(where: { $0.name == plan.alias }) else {
            throw .refused(.unknownAlias(plan.alias))
        }
        guard alias.functionVersion != "$LATEST" else { throw .refused(.aliasOnLatest(plan.alias)) }
        guard alias.weights.isEmpty else { throw .refused(.aliasDivided(plan.alias)) }
        let old = inspection.versions.first { $0.version == alias.functionVersion }
        guard old?.codeSha256 == inspection.latest.codeSha256 else {
            throw .refused(.otherCode(alias: plan.alias))
        }
        guard old?.memorySize != plan.memory.megabytes else {
            throw .refused(.sameMemory(memoryMB: plan.memory.megabytes))
        }
    }

    /// How a rollout ended.
    package enum Outcome: Hashable, Sendable {
        /// The alias points to this version alone.
        case done(version: String)

        /// A limit broke; everything is back as it was, but for what is listed.
        case rolledBack(reason: String, left: [String])
    }

    /// Carries the rollout out.
    ///
    /// - Throws: ``DeploymentFailure`` after rolling back, or with the journal left for `aws restore`
    ///   when even that failed.
    package func run(
        journal: any ChangeJournal,
        endpoint: String?,
        run: RunMark = RunMark(),
        report: @escaping @Sendable (String) -> Void
    ) async throws(DeploymentFailure) -> Outcome {
        do {
            try journal.append(.opened(opening(run, endpoint: endpoint)))
        } catch {
            throw .journal(error)
        }
        do throws(DeploymentFailure) {
            let version = try await publish(journal, run, report)
            if let breach = try await advance(to: version, journal, report) {
                report("rolling back: \(breach)")
                let left = try await rollBack(journal, report)
                return .rolledBack(reason: breach, left: left)
            }
            try finish(journal)
            return .done(version: version)
        } catch {
            report("rolling back: \(error.description)")
            _ = try await rollBack(journal, report)
            throw error
        }
    }
}

extension Rollout {
    private func opening(_ run: RunMark, endpoint: String?) -> Opening {
        Opening(
            run: run,
            openedAt: surroundings.now().timeIntervalSince1970,
            functionArn: inspection.functionArn,
            region: api.caller.signer.region,
            endpoint: endpoint,
            before: inspection.state
        )
    }

    private func publish(
        _ journal: any ChangeJournal,
        _ run: RunMark,
        _ report: @escaping @Sendable (String) -> Void
    ) async throws(DeploymentFailure) -> String {
        let editor = editor(journal)
        let before = inspection.state
        try await editor.configure(
            memoryMB: plan.memory.megabytes,
            description: before.description
        )
        let version = try await editor.publish(
            description: "lambda-tuner \(run.rawValue): \(plan.memory) instead of "
                + "\(before.memoryMB) MB"
        )
        report("version \(version) has \(plan.memory)")
        return version
    }

    /// Moves the alias step by step.
    ///
    /// - Returns: What broke a limit, or nil when the alias points to the version alone.
    private func advance(
        to version: String,
        _ journal: any ChangeJournal,
        _ report: @escaping @Sendable (String) -> Void
    ) async throws(DeploymentFailure) -> String? {
        let editor = editor(journal)
        guard var alias = inspection.aliases.first(where: { $0.name == plan.alias }) else {
            throw .refused(.unknownAlias(plan.alias))
        }
        let old = alias.functionVersion
        for share in plan.steps + [1] {
            alias = try await editor.updateAlias(
                alias,
                version: share < 1 ? old : version,
                weights: share < 1 ? [version: share] : [:]
            )
            let percent = Int((share * 100).rounded())
            report("\(percent) % of \(plan.alias) goes to version \(version)")
            if let breach = try await watch(version, report) {
                return "at \(percent) %, \(breach)"
            }
        }
        return nil
    }

    /// Watches a step, minute by minute, so that a broken limit ends it early.
    private func watch(
        _ version: String,
        _ report: @escaping @Sendable (String) -> Void
    ) async throws(DeploymentFailure) -> String? {
        let start = surroundings.now()
        var left = plan.watch
        while left > .zero {
            let pause = min(left, .seconds(60))
            left -= pause
            do {
                try await surroundings.pause(pause)
            } catch {
                throw .call(.cancelled)
            }
            let reading: VersionReading
            do {
                reading = try await metrics.reading(
                    function: inspection.latest.functionName,
                    alias: plan.alias,
                    version: version,
                    from: start,
                    to: surroundings.now()
                )
            } catch {
                throw .call(error)
            }
            report(
                "\(Int(reading.invocations)) invocations, \(Int(reading.errors)) errors, "
                    + "\(Int(reading.throttles)) throttled"
                    + (reading.p95MS.map { ", p95 \(Int($0.rounded())) ms" } ?? "")
            )
            if let breach = plan.limits.breach(in: reading, isFinal: left == .zero) {
                return breach
            }
        }
        return nil
    }

    private func rollBack(
        _ journal: any ChangeJournal,
        _ report: @escaping @Sendable (String) -> Void
    ) async throws(DeploymentFailure) -> [String] {
        let lines: [JournalLine]
        do {
            lines = try journal.recorded()
        } catch {
            throw .journal(error)
        }
        let restorer = Restorer(lines: lines, api: api, surroundings: surroundings)
        let left = try await restorer?.restoreEvenIfCancelled(report: report) ?? []
        try finish(journal)
        return left
    }

    private func finish(_ journal: any ChangeJournal) throws(DeploymentFailure) {
        do {
            try journal.finish()
        } catch {
            throw .journal(error)
        }
    }

    private func editor(_ journal: any ChangeJournal) -> FunctionEditor {
        FunctionEditor(
            api: api,
            journal: journal,
            inspection: inspection,
            surroundings: surroundings
        )
    }
}
