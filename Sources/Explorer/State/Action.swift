/// Everything that a key can ask for.
package enum Action: Hashable, Sendable {
    /// Moves the cursor along memory by settings.
    case move(Step)

    /// Switches between strategies, or moves along a list.
    case next
    case previous

    /// Puts the cursor on the choice, or opens what a list has selected.
    case confirm

    /// Asks for a figure in a line of text.
    case ask(Question)

    /// Changes a condition at once.
    case cycleObjective
    case switchArchitecture
    case pickRegion
    case markCurrent
    case undo

    /// Does something with the setting under the cursor.
    case save
    case copy

    /// Changes what is shown.
    case toggleTable
    case toggleScale
    case showReasons
    case showHelp
    case numberedScreen
    case nextScreen
    case previousScreen
    case nextRun
    case previousRun
    case redraw

    /// Leaves.
    case back
    case suspend
    case quit

    /// How far to move along memory.
    package enum Step: Hashable, Sendable {
        case left
        case right
        case leftMeasured
        case rightMeasured
        case first
        case last
    }
}

/// The figures that can be typed.
package enum Question: Hashable, Sendable, CaseIterable {
    /// The duration that 95 % of the invocations must keep within.
    case latencyLimit

    /// The memory setting to look at.
    case jump

    /// The invocations per month.
    case monthlyInvocations

    /// The share of cold starts.
    case coldStartShare

    /// The size of /tmp.
    case ephemeralStorage

    /// The environments kept provisioned.
    case provisionedConcurrency

    /// The memory that carries one vCPU.
    case megabytesPerVCPU

    /// The weight of cost against duration.
    case balanceWeight
}
