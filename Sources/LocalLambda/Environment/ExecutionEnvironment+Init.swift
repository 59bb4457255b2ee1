#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement
import NIOCore

extension ExecutionEnvironment {
    /// Starts the function and waits until its runtime asks for the first event.
    ///
    /// INIT runs under the boosted quota, and for a limited time; where it is a part of the invocation
    /// it gets neither the boost nor the limit. The quota of the setting holds from here on.
    func initialise(
        temporary: TemporaryStorage,
        isPartOfInvocation: Bool
    ) async throws(SourceFailure) {
        let enclosure = enclosure
        try await machinery.trying { () throws(SourceFailure) in
            if isPartOfInvocation { try enclosure.restrain() } else { try enclosure.boost() }
        }
        let startedNS = try await launch(temporary)
        let limitS = isPartOfInvocation ? Double(configuration.timeoutS) : configuration.initLimitS
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
                    "the runtime did not ask for an event within \(decimals(limitS, 1)) seconds\(logExcerpt)."
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
    private func launch(_ temporary: TemporaryStorage) async throws(SourceFailure) -> UInt64 {
        let program = configuration.function.command.first ?? ""
        let output: LogPipe
        do {
            output = try await LogPipe.open(into: configuration.log, on: machinery.group)
        } catch {
            throw .launchFailed(program: program, reason: "\(error).")
        }
        logReader = output.reader
        let launch = Launch(
            command: configuration.launcher + order(temporary).arguments,
            environment: variables(try await listen(), temporary),
            output: output.writeEnd
        )
        let started = await onServerThread { launch.start() }
        close(output.writeEnd)
        switch started {
        case .failure(let failure):
            throw .launchFailed(program: program, reason: "\(failure).")
        case .success(let (launcher, status)):
            let offline = OfflineServer(process: launcher.id, endpoint, tracing, machinery)
            let (report, nowNS, watch) = await machinery.blocking {
                let report = status.wait(inNetwork: offline.start)
                return (report, monotonicNS(), ProcessWatch(launcher: launcher, report))
            }
            self.watch = watch
            enclosure.contain(watch.tree)
            if let opened = offline.opened { server = opened }
            if !report.text.isEmpty {
                throw .launchFailed(program: program, reason: "\(report.text).")
            }
            return nowNS
        }
    }

    /// Makes the Runtime API listen, unless the function gets a network of its own first.
    ///
    /// - Returns: the address at which the function finds it.
    private func listen() async throws(SourceFailure) -> String {
        if configuration.network == .none { return "127.0.0.1:\(LaunchStatus.offlinePort)" }
        do {
            let server = try await LoopbackServer.start(on: machinery.group, endpoint.reception)
            self.server = server
            try await tracing?.start(on: machinery.group)
            return server.address
        } catch {
            throw .other("The Runtime API cannot listen on 127.0.0.1: \(error).")
        }
    }

    private func variables(
        _ address: String,
        _ temporary: TemporaryStorage
    ) -> [String: String] {
        var variables = LambdaVariables.all(
            for: configuration,
            seen: view,
            memory: grant.memory,
            runtimeAPI: address,
            traceDaemon: tracing.map { receiver in
                // In a network of the function's own it listens as soon as there is one.
                receiver.address.isEmpty
                    ? "127.0.0.1:\(TraceReceiver.usualPort)" : receiver.address
            }
        )
        if !hasOwnTemporaryFolder { variables["TMPDIR"] = temporary.path }
        return variables
    }

    private func order(_ temporary: TemporaryStorage) -> LaunchOrder {
        let function = configuration.function
        var order = LaunchOrder(
            groups: enclosure.groups,
            processors: Processors.visible(grant.processors),
            directory: view.taskRoot,
            openFiles: ProcessLimit.openFiles,
            command: view.command(at: grant.memory)
        )
        order.isOffline = configuration.network == .none
        order.hasOwnProcesses = ability.processes
        if ability.files {
            order.files = LaunchOrder.Files(
                code: view.isIsolated ? function.codeDirectory : nil,
                isCodeWritable: !function.isCodeReadOnly,
                runtime: view.isIsolated ? function.runtimeDirectory : nil,
                layers: view.isIsolated ? function.layerDirectory : nil,
                temporary: hasOwnTemporaryFolder ? temporary.path : nil,
                hidden: hasOwnTemporaryFolder ? temporary.path.parentDirectory : nil
            )
        }
        return order
    }

    /// Whether the function finds a folder of its own at `/tmp`.
    private var hasOwnTemporaryFolder: Bool { ability.files && !view.isBelowTemporaryFolder }

    /// Runs the work on the servers' thread, which lives as long as the environment: a child asks to
    /// end with the thread that started it.
    private func onServerThread<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            machinery.onServerThread { continuation.resume(returning: work()) }
        }
    }
}
