/// How many invocations run, and whether one more may.
///
/// - Source: AWS Lambda Developer Guide, "Lambda function scaling", "Configuring reserved
///   concurrency" and "Configuring provisioned concurrency".
struct ConcurrencyLedger: Hashable, Sendable {
    /// How many may run at once, all functions together.
    let limit: Int

    private var running: [String: Int] = [:]
    private var runningUnreserved = 0
    private var ready: [RunnableVersion.Key: Int] = [:]

    /// A place that an invocation takes while it runs.
    struct Place: Hashable, Sendable {
        fileprivate let function: String
        fileprivate let key: RunnableVersion.Key
        fileprivate let isUnreserved: Bool

        /// Whether an environment that is kept ready serves it.
        let isProvisioned: Bool
    }

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes a place.
    ///
    /// What exceeds the environments kept ready spills over to others.
    ///
    /// - Parameters:
    ///   - key: The version to run.
    ///   - function: The function that it belongs to.
    ///   - provisioned: How many environments are ready for the version.
    ///   - all: Every function, for what they reserve.
    /// - Returns: The place, to be given back.
    /// - Throws: ``ServiceRefusal`` with status 429 when there is none.
    mutating func take(
        _ key: RunnableVersion.Key,
        of function: FunctionRecord,
        provisioned: Int,
        among all: some Collection<FunctionRecord>
    ) throws(ServiceRefusal) -> Place {
        let own = running[function.name] ?? 0
        if let reserved = function.reserved, own >= reserved {
            throw .throttled("ReservedFunctionConcurrentInvocationLimitExceeded")
        }
        let isProvisioned = ready[key] ?? 0 < provisioned
        let isUnreserved = function.reserved == nil && !isProvisioned
        if isUnreserved {
            let kept = all.reduce(0) { sum, other in
                sum + (other.reserved ?? other.provisioned.values.reduce(0, +))
            }
            guard runningUnreserved < limit - kept else {
                throw .throttled("ConcurrentInvocationLimitExceeded")
            }
            runningUnreserved += 1
        }
        running[function.name] = own + 1
        if isProvisioned { ready[key, default: 0] += 1 }
        return Place(
            function: function.name,
            key: key,
            isUnreserved: isUnreserved,
            isProvisioned: isProvisioned
        )
    }

    /// Gives a place back.
    mutating func giveBack(_ place: Place) {
        running[place.function, default: 1] -= 1
        if running[place.function] == 0 { running[place.function] = nil }
        if place.isUnreserved { runningUnreserved -= 1 }
        if place.isProvisioned {
            ready[place.key, default: 1] -= 1
            if ready[place.key] == 0 { ready[place.key] = nil }
        }
    }
}
