import Explorer
import LambdaPlatform
import Measurement
import TerminalKit
import TestSupport
import Tuning

/// Explorers on made-up runs, and the keys that are pressed in them.
enum ExplorerFixture {
    static func state(current: Int? = nil, shape: SyntheticRun.Shape = .init()) throws
        -> ExplorerState
    {
        var conditions = try Conditions.standard()
        conditions.currentMemory = current.map(MemorySetting.init(clamping:))
        let run = try TunedRun(fitting: SyntheticRun.run(shape))
        return ExplorerState(runs: [run], conditions: conditions)
    }

    /// Three functions, each with a setting of today.
    static func severalRuns() throws -> ExplorerState {
        let shapes = [
            SyntheticRun.Shape(current: MemorySetting(clamping: 512)),
            SyntheticRun.Shape(
                name: "thumbnail",
                waitingMS: 80,
                serialMS: 60,
                parallelMS: 0,
                current: MemorySetting(clamping: 3_008)
            ),
            SyntheticRun.Shape(
                name: "prime-sieve",
                waitingMS: 1,
                serialMS: 300,
                parallelMS: 500,
                current: MemorySetting(clamping: 256)
            ),
        ]
        let runs = try shapes.map { try TunedRun(fitting: SyntheticRun.run($0)) }
        return ExplorerState(runs: runs, conditions: try .standard())
    }

    /// A measurement half way through.
    static func live() throws -> ExplorerState {
        let tariff = try Conditions.standard().tariff
        var state = ExplorerState(
            watching: LiveState(function: "matrix-product", tariff: tariff, isBilled: false),
            conditions: try .standard()
        )
        let run = SyntheticRun.run(settings: [128, 512, 1_792, 3_584], invocations: 4)
        let half = run.invocations.prefix(run.invocations.count / 2)
        for (index, invocation) in half.enumerated() {
            let progress = RunProgress(
                done: index + 1,
                expectedTotal: run.invocations.count,
                elapsedMS: Double(index) * 1_300,
                remainingMS: Double(32 - index) * 1_300,
                billedGBSeconds: Double(index) * 0.4
            )
            let request = InvocationRequest(
                memory: invocation.memoryMB,
                strategy: invocation.strategy
            )
            _ = state.update(
                .measurement(.starting(request, reason: "its interval is the widest", progress))
            )
            _ = state.update(.measurement(.finished(invocation, progress)))
        }
        let caution = Caution(code: "noisy-host", message: "Other programs used 12 % of the CPU.")
        _ = state.update(.measurement(.caution(caution)))
        return state
    }
}

extension ExplorerState {
    /// Presses keys one after the other and returns what the world has to do.
    @discardableResult
    mutating func press(_ keys: String) -> [Effect] {
        keys.flatMap { answered(.input(.key(.character($0)))) }
    }

    /// Takes note of an event and of the months of traffic that it asks for.
    private mutating func answered(_ event: ExplorerEvent) -> [Effect] {
        let effects = update(event)
        for case .simulate(let question) in effects {
            let digest = CapacityDigest(answering: question, from: runs[question.runIndex])
            _ = update(.simulated(digest))
        }
        return effects
    }

    /// Presses a key that is no character.
    @discardableResult
    mutating func press(_ key: Key, _ modifiers: KeyPress.Modifiers = []) -> [Effect] {
        answered(.input(.key(KeyPress(key, modifiers: modifiers))))
    }
}
