import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import Tuning

/// Everything a tuning needs to know before it starts.
struct TuningRequest: Sendable {
    /// The function, ready to be started, and what it is.
    var function: ResolvedFunction

    /// What to measure.
    var plan: Plan

    /// What the choice is for, which decides where a sampler that chooses measures.
    var conditions: Conditions

    /// The model of memory to CPU.
    var platform: PlatformModel

    /// What enforces the quota.
    var governor: GovernorChoice

    /// What unthrottled profiles of the strategies are for.
    var profiling: Profiling

    /// Where the run goes.
    var folder: RunFolder

    /// Whether the folder's run is to be continued.
    var isContinuation: Bool

    /// The command that makes the run again.
    var command: [String]

    /// What the function finds around itself.
    var surroundings = FunctionSurroundings()
}

/// What unthrottled profiles of the strategies are taken for.
enum Profiling: Sendable {
    /// None is taken.
    case none

    /// To be held against what was measured.
    case beside

    /// Instead of measuring: every duration is predicted.
    case alone
}
