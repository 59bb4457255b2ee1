import ArgumentParser
import Capacity
import Foundation

/// The options that say what the function is asked for and how it is set up.
struct LoadOptions: ParsableArguments {
    @Option(help: "How requests arrive: a rate, a pattern or a file; see 'forecast --help'.")
    var traffic: String?

    @Flag(name: .customLong("async"), help: "Lambda queues the events and retries them itself.")
    var isAsynchronous = false

    @Option(help: "With --async: runs again after a function error, 0 to 2.")
    var retries = 2

    @Option(help: "With --async: seconds after which an event is dropped, 60 to 21600.")
    var maxEventAge = 21_600.0

    @Option(help: "Without --async: how often a client tries in all; the AWS SDKs try 3 times.")
    var clientAttempts = 1

    @Option(help: "The share of invocations that fail, 0 to 1.")
    var errorRate = 0.0

    @Option(help: "Concurrency reserved for the function.")
    var reserved: Int?

    @Option(
        help: "Provisioned environments: a number, or by time of day (UTC) as 08:00=50,18:00=5."
    )
    var provisioned: String?

    @Option(help: "The version or alias that provisioned concurrency is for.")
    var qualifier = "live"

    @Option(help: "The account's concurrency limit.")
    var accountLimit = 1_000

    @Option(
        help: "Another function of the account, as RATE:MS or RATE:MS:RESERVED; may be repeated."
    )
    var neighbour: [String] = []

    @Option(name: .customLong("init-ms"), help: "INIT in ms, where the run has no cold starts.")
    var initialMS: Double?

    @Option(name: .customLong("throttle-rate"), help: "The most that may be throttled, 0 to 1.")
    var throttledShare: Double?

    @Option(help: "Hours in a month; AWS's calculator takes 730.")
    var hours = 730.0

    @Option(help: "About how many requests to simulate at each setting.")
    var simulatedRequests = 4_000_000.0

    @Option(help: "Seed of the simulation.")
    var seed: UInt64 = 1

    func validate() throws {
        guard throttledShare.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--throttle-rate is a share from 0 to 1.")
        }
        guard initialMS.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--init-ms is a duration in ms from 0.")
        }
        guard (1...10_000).contains(hours) else {
            throw ValidationError("--hours is a number from 1 to 10000.")
        }
        guard (1...1e12).contains(simulatedRequests) else {
            throw ValidationError("--simulated-requests is a number from 1.")
        }
        guard (1...100).contains(clientAttempts) else {
            throw ValidationError("--client-attempts is a number from 1 to 100.")
        }
    }
}

extension LoadOptions {
    /// Sets up the question.
    func apply(to question: inout ForecastQuestion) throws {
        question.invocation =
            isAsynchronous
            ? .asynchronous(try AsyncRetries(afterErrors: retries, maximumAge: maxEventAge))
            : .synchronous(ClientRetries(attempts: clientAttempts))
        question.errorRate = errorRate
        question.reservedConcurrency = reserved
        question.provisioned = try schedule()
        question.limits = try ConcurrencyLimits(account: accountLimit)
        question.neighbours = try neighbour.enumerated().map { index, text in
            try Self.neighbour(text, name: "neighbour \(index + 1)")
        }
        question.monthHours = hours
        question.requestsPerSetting = simulatedRequests
        question.seed = seed
    }

    private func schedule() throws -> ProvisionedSchedule {
        guard let provisioned else { return .none }
        if let environments = Int(provisioned) {
            return try .constant(environments, qualifier: qualifier)
        }
        let steps = try provisioned.split(separator: ",").map { entry in
            let fields = entry.split(separator: "=")
            let time = fields.first?.split(separator: ":").compactMap { Int($0) } ?? []
            guard fields.count == 2, time.count == 2, (0..<24).contains(time[0]),
                (0..<60).contains(time[1]), let environments = Int(fields[1])
            else {
                throw ValidationError(
                    "'\(entry)' is no step of --provisioned: write HH:MM=ENVIRONMENTS."
                )
            }
            return ProvisionedSchedule.Step(
                secondOfDay: time[0] * 3_600 + time[1] * 60,
                environments: environments
            )
        }
        return try ProvisionedSchedule(steps: steps, qualifier: qualifier)
    }

    private static func neighbour(_ text: String, name: String) throws -> SimulatedFunction {
        let numbers = text.split(separator: ":", omittingEmptySubsequences: false)
            .map { Double($0) }
        guard (2...3).contains(numbers.count), let rate = numbers[0], let milliseconds = numbers[1],
            let reserved = numbers.count == 3 ? numbers[2] : .some(-1),
            reserved == reserved.rounded(), abs(reserved) < 1e9
        else {
            throw ValidationError("'\(text)' is no neighbour: write RATE:MS or RATE:MS:RESERVED.")
        }
        return SimulatedFunction(
            name: name,
            traffic: try .poisson(rate: rate),
            times: ServiceTimes(warm: try .exponential(meanMS: milliseconds)),
            reservedConcurrency: numbers.count == 3 ? Int(reserved) : nil
        )
    }
}
