/// The pages of the explorer.
package enum Screen: String, Hashable, Sendable, CaseIterable {
    /// Duration and cost over memory, and the choice.
    case choose = "Choose"

    /// The threading strategies against each other.
    case threads = "Threads"

    /// What was measured, invocation by invocation.
    case samples = "Samples"

    /// A month of traffic: concurrency, cold starts, throttles and the bill.
    case capacity = "Capacity"

    /// Several runs side by side.
    case runs = "Runs"

    /// The measuring as it happens.
    case live = "Live"
}
