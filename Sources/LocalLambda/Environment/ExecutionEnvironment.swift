import LambdaPlatform
import Measurement
import NIOCore
import NIOPosix

/// One local execution environment: a process tree in its enclosure, and its end of the Runtime API.
///
/// It is started once, serves invocations one after another, is frozen between them, and is of no
/// more use once its process ended or its timeout ran out.
actor ExecutionEnvironment {
    let grant: Grant
    let configuration: LocalConfiguration
    let machinery: Machinery
    let enclosure: any Enclosure
    let endpoint: RuntimeEndpoint
    let ability: IsolationAbility
    let view: FunctionView
    let stream: AsyncStream<RuntimeSignal>
    let signals: AsyncStream<RuntimeSignal>.Continuation

    /// The end of the Runtime API on the network, once it listens.
    var server: LoopbackServer?

    /// What takes the function's segments, where it is traced.
    let tracing: TraceReceiver?

    /// The process, once it has been started.
    var watch: ProcessWatch?

    /// What moves the function's output into the log, once it has been started.
    var logReader: LogReader?

    /// Whether another invocation may be tried.
    private(set) var isUsable = false

    /// When the runtime last began to wait, on the monotonic clock.
    private(set) var idleSinceNS: UInt64 = 0

    /// How long INIT took; until the first invocation has carried it away.
    private(set) var pendingInitMS: Double?

    private var isEnded = false
    private var ticket = 0

    /// Prepares an environment; ``initialise(temporary:isPartOfInvocation:)`` starts the function
    /// in it.
    init(
        configuration: LocalConfiguration,
        grant: Grant,
        enclosure: any Enclosure,
        ability: IsolationAbility,
        machinery: Machinery
    ) {
        (stream, signals) = AsyncStream.makeStream()
        self.configuration = configuration
        self.grant = grant
        self.enclosure = enclosure
        self.ability = ability
        self.machinery = machinery
        tracing = configuration.isTraced ? TraceReceiver() : nil
        view = FunctionView(of: configuration.function, isIsolated: ability.files)
        endpoint = RuntimeEndpoint(signals: signals) { enclosure.reading() }
    }

    /// The same for an INIT that was a part of the invocation.
    private var pendingSuppressedInitMS: Double?

    /// Takes note that INIT is over, and how long it took.
    func becomeUsable(initMS: Double, isPartOfInvocation: Bool) {
        isUsable = true
        if isPartOfInvocation {
            pendingSuppressedInitMS = initMS
        } else {
            pendingInitMS = initMS
        }
        becomeIdle()
    }

    /// Takes note that the runtime waits from now on.
    func becomeIdle() {
        idleSinceNS = monotonicNS()
    }

    /// Takes note that no invocation may follow.
    func becomeUnusable() {
        isUsable = false
    }

    /// The duration of INIT for the invocation that pays for it: the first.
    func takeInitMS() -> Double? {
        defer { pendingInitMS = nil }
        return pendingInitMS
    }

    /// How much of the first invocation's duration was INIT, where INIT had to be a part of it.
    func takeSuppressedInitMS() -> Double? {
        defer { pendingSuppressedInitMS = nil }
        return pendingSuppressedInitMS
    }

    /// Ends every process of the environment; safe to call twice, and carried through when cancelled.
    func end() async {
        isUsable = false
        if isEnded { return }
        isEnded = true
        let enclosure = enclosure
        let watch = watch
        await machinery.blocking {
            watch?.endKept()
            enclosure.destroy()
            watch?.awaitEnding()
        }
        await server?.stop()
        await tracing?.stop()
        signals.finish()
    }

    /// Waits until everything that the function has written is in the log.
    func drainLog() async {
        await logReader?.drain()
    }

    /// How a wait ended.
    enum Waited<Value> {
        case came(Value)
        case exited(ChildProcess.Ending)
        case timedOut
        case cancelled
    }

    /// Waits for a signal, for the end of the process, or for the time to be up.
    func wait<Value>(
        seconds: Double,
        for pick: (RuntimeSignal) -> Value?
    ) async -> Waited<Value> {
        ticket += 1
        let ticket = ticket
        let loop = machinery.group.next()
        let signals = signals
        let watch = watch
        let poll: @Sendable () -> Void = {
            if let ending = watch?.ending() { signals.yield(.exited(ending)) }
        }
        let alarm = loop.scheduleTask(in: .nanoseconds(Int64(max(0, seconds) * 1e9))) {
            signals.yield(.timedOut(ticket))
        }
        // Twenty milliseconds: often enough to end a failed invocation, too seldom to disturb one.
        let watching = loop.scheduleRepeatedTask(
            initialDelay: .milliseconds(20),
            delay: .milliseconds(20)
        ) { _ in poll() }
        defer {
            alarm.cancel()
            watching.cancel()
        }
        var ending: ChildProcess.Ending?
        for await signal in stream {
            if let value = pick(signal) { return .came(value) }
            switch signal {
            case .exited(let found):
                if ending != nil { return .exited(found) }
                // An answer may still be on its way from a process that has just ended.
                ending = found
                loop.scheduleTask(in: .milliseconds(5), poll)
            case .disconnected:
                for delay in [1, 3, 8] as [Int64] {
                    loop.scheduleTask(in: .milliseconds(delay), poll)
                }
            case .timedOut(let number) where number == ticket:
                return .timedOut
            default:
                break
            }
        }
        return .cancelled
    }
}
