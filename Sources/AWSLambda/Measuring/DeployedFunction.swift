package import Foundation
package import LambdaPlatform
package import Measurement

/// A deployed function as a source of invocations: each memory setting is a version behind an alias.
///
/// What Lambda itself reports is what counts; nothing is timed here. Several settings may be invoked
/// at once, one setting only one invocation at a time, so that it keeps one warm environment.
package actor DeployedFunction: InvocationSource {
    private let api: LambdaAPI
    private let timeout: Duration
    private let aliases: [MemorySetting: [String]]
    private let events: EventBook
    private let tariff: Tariff
    private let budget: SpendingLimit
    private let hooks: InvocationHooks
    private let now: @Sendable () -> Date
    private var usedCopies: [MemorySetting: Int] = [:]

    /// Takes the aliases that stand for the settings.
    ///
    /// - Parameters:
    ///   - api: The function's calls.
    ///   - timeoutS: The function's own timeout.
    ///   - aliases: The aliases of each setting.
    ///   - events: What the function is invoked with.
    ///   - tariff: What it is billed at.
    ///   - budget: What it may cost.
    ///   - hooks: What runs before and after.
    ///   - now: The wall clock.
    package init(
        api: LambdaAPI,
        timeoutS: Int,
        aliases: [MemorySetting: [String]],
        events: EventBook,
        tariff: Tariff,
        budget: SpendingLimit,
        hooks: InvocationHooks = InvocationHooks(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.api = api
        self.timeout = .seconds(timeoutS)
        self.aliases = aliases
        self.events = events
        self.tariff = tariff
        self.budget = budget
        self.hooks = hooks
        self.now = now
    }

    package nonisolated func canMeasure(
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy
    ) -> Bool {
        aliases[memory] != nil
    }

    package func invoke(_ request: InvocationRequest) async throws(SourceFailure) -> Invocation {
        let alias = try alias(for: request)
        guard var event = events.event(for: request) else {
            throw .other("There is no event named '\((request.payload ?? "").printableLine())'.")
        }
        event = try await hooks.prepared(event, budget: budget)
        let startedAt = now().timeIntervalSince1970
        let worst = Self.worstCost(timeout: timeout, memory: request.memory, tariff: tariff)
        do {
            try await budget.reserve(worst)
        } catch {
            throw .other(error.description)
        }
        let reply: InvokeReply
        do {
            reply = try await api.invoke(alias, event: event, timeout: timeout)
        } catch {
            let mayHaveRun = Self.mayHaveRun(error)
            await budget.settle(worst, billed: mayHaveRun ? worst : .zero)
            if error == .cancelled { throw .cancelled }
            throw .other(error.description)
        }
        guard let report = LogTail(text: reply.logTail).report else {
            await budget.settle(worst, billed: worst)
            throw .other(
                "Lambda's answer carries no report of the invocation: set the function's system log "
                    + "level to INFO and allow it to write logs."
            )
        }
        let billed = tariff.cost(billedMS: report.billedDurationMS, at: report.memory)
        await budget.settle(worst, billed: billed)
        guard report.memory == request.memory else {
            throw .other("Version at \(alias) ran with \(report.memory), not \(request.memory).")
        }
        try await hooks.finish(with: reply.payload, budget: budget)
        return Self.invocation(request, report, reply, startedAt: startedAt)
    }

    /// Ends nothing: what was made for the run is removed by the ``Restorer``, on every path.
    package func close() async {}
}

extension DeployedFunction {
    /// The most that one invocation can be billed: the whole timeout and the longest INIT.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda execution environment lifecycle": INIT is limited
    ///   to 10 s.
    package static func worstCost(
        timeout: Duration,
        memory: MemorySetting,
        tariff: Tariff
    ) -> Money {
        let seconds = Int(timeout.components.seconds) + 10
        return tariff.cost(billedMS: seconds * 1_000, at: memory)
    }

    private func alias(for request: InvocationRequest) throws(SourceFailure) -> String {
        guard let copies = aliases[request.memory], let first = copies.first else {
            throw .settingUnavailable(request.memory, reason: "no version was published for it")
        }
        guard request.environment == .fresh else {
            usedCopies[request.memory] = max(1, usedCopies[request.memory] ?? 0)
            return first
        }
        let used = usedCopies[request.memory] ?? 0
        guard used < copies.count else {
            throw .settingUnavailable(
                request.memory,
                reason: "all \(copies.count) of its versions have had their cold start; give more "
                    + "--cold-starts"
            )
        }
        usedCopies[request.memory] = used + 1
        return copies[used]
    }

    private static func mayHaveRun(_ failure: CallFailure) -> Bool {
        switch failure {
        case .timedOut, .cancelled, .unreadable: true
        case .unreachable(_, _, _, let mayHaveHappened): mayHaveHappened
        case .refused(_, let status, _, _): status >= 500
        case .credentials: false
        }
    }

    private static func invocation(
        _ request: InvocationRequest,
        _ report: PlatformReport,
        _ reply: InvokeReply,
        startedAt: Double
    ) -> Invocation {
        var status = report.status
        var errorType = report.errorType
        if reply.functionError != nil, status == .success {
            // Older logs leave the status out; the answer tells it.
            status = LogTail(text: reply.logTail).saysTimedOut ? .timeout : .error
            errorType = errorType ?? FunctionErrorDocument(reply.payload)?.errorType
        }
        return Invocation(
            memoryMB: request.memory,
            strategy: request.strategy,
            durationMS: report.durationMS,
            billedDurationMS: report.billedDurationMS,
            initDurationMS: report.initDurationMS,
            maxMemoryUsedMB: report.maxMemoryUsedMB,
            cold: report.initDurationMS != nil,
            status: status,
            errorType: errorType,
            source: .aws,
            startedAt: startedAt,
            payload: request.payload
        )
    }
}

/// The document that a failed function answers with.
private struct FunctionErrorDocument: Decodable {
    let errorType: String?

    init?(_ payload: Data) {
        guard let read = try? JSONDecoder().decode(Self.self, from: payload) else { return nil }
        errorType = read.errorType.map { $0.printableLine(limit: 80) }
    }
}
