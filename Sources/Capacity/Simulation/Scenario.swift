/// What is simulated: the functions of an account in a Region, and for how long.
package struct Scenario: Hashable, Sendable {
    /// The functions, side by side.
    package let functions: [SimulatedFunction]

    /// The account's limits.
    package let limits: ConcurrencyLimits

    /// How long idle environments are kept.
    package let keepAlive: KeepAlive

    /// The seed of every random number.
    package let seed: UInt64

    /// Takes functions and limits that Lambda would take together.
    ///
    /// - Throws: ``Refusal`` that names the rule they break.
    package init(
        functions: [SimulatedFunction],
        limits: ConcurrencyLimits = .standard,
        keepAlive: KeepAlive = .measured,
        seed: UInt64 = 1
    ) throws(Refusal) {
        guard (1...10_000).contains(functions.count) else { throw .noFunctions }
        for function in functions { try Self.check(function, limits) }
        let kept = functions.reduce(0) { $0 + ($1.reservedConcurrency ?? $1.provisioned.most) }
        let most = max(0, limits.account - ConcurrencyLimits.leastUnreserved)
        guard kept == 0 || kept <= most else {
            throw .tooMuchReserved(reserved: kept, most: most)
        }
        self.functions = functions
        self.limits = limits
        self.keepAlive = keepAlive
        self.seed = seed
    }

    private static func check(
        _ function: SimulatedFunction,
        _ limits: ConcurrencyLimits
    ) throws(Refusal) {
        guard (0...1).contains(function.errorRate) else {
            throw .errorRateOutOfRange(rate: function.errorRate)
        }
        guard let reserved = function.reservedConcurrency else { return }
        guard reserved >= 0 else { throw .negativeReserved(reserved: reserved) }
        guard function.provisioned.most <= reserved else {
            throw .provisionedAboveReserved(
                provisioned: function.provisioned.most,
                reserved: reserved
            )
        }
    }
}

extension Scenario {
    /// Why a scenario was refused, with the rule of Lambda's that it breaks.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case noFunctions
        case accountLimitOutOfRange(limit: Int)
        case negativeReserved(reserved: Int)
        case tooMuchReserved(reserved: Int, most: Int)
        case provisionedAboveReserved(provisioned: Int, reserved: Int)
        case provisionedLatest
        case brokenSchedule
        case retriesOutOfRange(retries: Int)
        case eventAgeOutOfRange(seconds: Double)
        case errorRateOutOfRange(rate: Double)
        case snapStartExcludes

        package var description: String {
            switch self {
            case .noFunctions: "A scenario needs 1 to 10000 functions."
            case .accountLimitOutOfRange(let limit):
                "An account limit of \(limit) cannot be simulated: give 1 to 1000000."
            case .negativeReserved(let reserved):
                "Reserved concurrency of \(reserved) cannot be: Lambda takes 0 (stop) or more."
            case .tooMuchReserved(let reserved, let most):
                "Reserving \(reserved) leaves too little: Lambda keeps 100 of the account's "
                    + "concurrency unreserved, so reserve \(most) at most."
            case .provisionedAboveReserved(let provisioned, let reserved):
                "Provisioned concurrency of \(provisioned) is above the reserved \(reserved): Lambda "
                    + "counts it against the reserved concurrency, so give \(reserved) at most."
            case .provisionedLatest:
                "Provisioned concurrency cannot be on $LATEST: Lambda takes it for a published "
                    + "version or an alias only."
            case .brokenSchedule:
                "The schedule of provisioned concurrency is not in order: give times of day that "
                    + "rise, each with 0 to 1000000 environments."
            case .retriesOutOfRange(let retries):
                "\(retries) retries of an event cannot be: Lambda takes 0 to 2."
            case .eventAgeOutOfRange(let seconds):
                "An event age of \(seconds) s cannot be: Lambda takes 60 to 21600 s."
            case .snapStartExcludes:
                "SnapStart cannot be used with these: Lambda excludes provisioned concurrency and "
                    + "more than 512 MB of /tmp."
            case .errorRateOutOfRange(let rate):
                "An error rate of \(rate) cannot be: give a share from 0 to 1."
            }
        }
    }
}
