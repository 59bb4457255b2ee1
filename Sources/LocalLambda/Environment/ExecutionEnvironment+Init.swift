#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement
import NIOCore

extension ExecutionEnvironment {
    /// How long INIT may take, in seconds.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda execution environment lifecycle": 10 seconds.
    static let initLimitS = 10.0

    /// Starts the function and waits until its runtime asks for the first event.
    ///
    /// INIT runs under the boosted quota, for ten seconds at most; where it is a part of the invocation
    /// it gets neither the boost nor the limit. The quota of the setting holds from here on.
    func initialise(
        temporaryDirectory: String,
        isPartOfInvocation: Bool
    ) async throws(SourceFailure) {
        let enclosure = enclosure
        try await machinery.trying { () throws(SourceFailure) in
            if isPartOfInvocation { try enclosure.restrain() } else { try enclosure.boost() }
        }
        let startedNS = try await launch(temporaryDirectory: temporaryDirectory)
        let limitS = isPartOfInvocation ? Double(configuration.timeoutS) : Self.initLimitS
        switch await wait(seconds: limitS, for: Self.endOfInit) {
        case .came(.success(let readyNS)):
            becomeUsable(
                initMS: Double(readyNS - min(readyNS, startedNS)) / 1e6,
                isPartOfInvocation: isPartOfInvocation
            )
        case .came(.failure(let failure)):
            throw failure
        case .exited(let ending):
            throw exitFailure(ending)
        case .timedOut:
            throw .initFailed(
                errorType: "Sandbox.Timedout",
                detail:
                    "the runtime did not ask for an event within \(Int(limitS)) seconds\(logExcerpt)."
            )
        case .cancelled:
            throw .cancelled
        }
        try await machinery.trying { () throws(SourceFailure) in
            try enclosure.restrain()
            enclosure.freeze()
        }
    }

    private static func endOfInit(_ signal: RuntimeSignal) -> Result<UInt64, SourceFailure>? {
        switch signal {
        case .ready(let nanoseconds):
            .success(nanoseconds)
        case .initFailed(let errorType, let body):
            .failure(
                .initFailed(
                    errorType: errorType,
                    detail: ErrorBody.message(in: body) ?? "the runtime gave no message."
                )
            )
        default:
            nil
        }
    }

    private func exitFailure(_ ending: ChildProcess.Ending) -> SourceFailure {
        let isOutOfMemory = enclosure.reading().memoryKills > 0
        return .initFailed(
            errorType: isOutOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError",
            detail: isOutOfMemory
                ? "it needs more than \(grant.memory)."
                : "the runtime ended with \(ending.sentence)\(logExcerpt)."
        )
    }

    /// What the function wrote last, as part of a sentence.
    private var logExcerpt: String {
        let lines = configuration.log.lastLines(3)
        return lines.isEmpty ? "" : "; it wrote last: \(lines.joined(separator: " / "))"
    }

    /// Starts the launcher, and answers when it has become the function.
    ///
    /// - Returns: monotonic time of that moment, in nanoseconds.
    private func launch(temporaryDirectory: String) async throws(SourceFailure) -> UInt64 {
        let program = configuration.function.command.first ?? ""
        let output: LogPipe
        do {
            output = try await LogPipe.open(into: configuration.log, on: machinery.group)
        } catch {
            throw .launchFailed(program: program, reason: "\(error).")
        }
        let launch = Launch(
            command: configuration.launcher + order(temporaryDirectory).arguments,
            environment: LambdaVariables.all(
                for: configuration,
                memory: grant.memory,
                runtimeAPI: server.address
            ),
            output: output.writeEnd
        )
        let started = await onServerThread { launch.start() }
        close(output.writeEnd)
        switch started {
        case .failure(let failure):
            throw .launchFailed(program: program, reason: "\(failure).")
        case .success(let (process, status)):
            watch = ProcessWatch(process)
            enclosure.contain(process.id)
            let refusal = await machinery.blocking { status.wait() }
            let nowNS = monotonicNS()
            if !refusal.isEmpty { throw .launchFailed(program: program, reason: "\(refusal).") }
            return nowNS
        }
    }

    private func order(_ temporaryDirectory: String) -> LaunchOrder {
        LaunchOrder(
            groups: enclosure.groups,
            processors: Processors.visible(grant.processors),
            directory: configuration.function.codeDirectory,
            openFiles: ProcessLimit.openFiles,
            temporaryDirectory: temporaryDirectory,
            readOnlyDirectory: configuration.function.isCodeReadOnly
                ? configuration.function.codeDirectory : nil,
            parent: getpid(),
            command: configuration.function.command
        )
    }

    /// Runs the work on the server's thread, which lives as long as the environment: a child asks to
    /// end with the thread that started it.
    private func onServerThread<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            server.onItsThread { continuation.resume(returning: work()) }
        }
    }
}
