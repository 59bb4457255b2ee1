import Capacity
import Testing

/// The retry schedule of the Lambda Developer Guide, "How Lambda handles errors and retries with
/// asynchronous invocation", event by event.
struct AsyncRetryTests {
    /// The log of a day on which all requests arrive in one second.
    private func events(
        _ retries: AsyncRetries,
        errorRate: Double = 0,
        reserved: Int? = nil,
        requests: Int = 1,
        ms: Double = 500
    ) throws -> [SimulatedEvent] {
        let function = SimulatedFunction(
            traffic: try .recorded(Trace(text: day(requests))),
            times: ServiceTimes(warm: try .constant(ms: ms)),
            invocation: .asynchronous(retries),
            reservedConcurrency: reserved,
            errorRate: errorRate
        )
        let scenario = try Scenario(functions: [function], keepAlive: .forever)
        var simulation = Simulation(scenario, logLimit: 1_000)
        simulation.run(until: 80_000)
        return simulation.log
    }

    /// A day of seconds with requests in the hundredth.
    private func day(_ requests: Int) -> String {
        (0..<86_400).map { "\($0),\($0 == 100 ? requests : 0)" }.joined(separator: "\n")
    }

    private func seconds(_ events: [SimulatedEvent]) -> [Double] {
        let born = events.first?.second ?? 0
        return events.map { ($0.second - born).rounded(toThousandths: ()) }
    }

    /// The guide: a minute between the first two attempts, two between the second and the third.
    @Test func `a failing event runs three times, a minute and then two minutes apart`() throws {
        let log = try events(.standard, errorRate: 1)
        #expect(
            log.map(\.kind) == [
                .arrived, .startedCold, .failed, .startedWarm, .failed, .startedWarm, .failed,
                .exhausted,
            ]
        )
        #expect(seconds(log) == [0, 0, 0.5, 60.5, 61, 181, 181.5, 181.5])
    }

    @Test(arguments: [0, 1]) func `fewer retries are kept to`(retries: Int) throws {
        let log = try events(AsyncRetries(afterErrors: retries, maximumAge: 21_600), errorRate: 1)
        #expect(log.count { $0.kind == .failed } == retries + 1)
        #expect(log.last?.kind == .exhausted)
    }

    @Test func `a retry that would come too late is dropped`() throws {
        let log = try events(AsyncRetries(afterErrors: 2, maximumAge: 100), errorRate: 1)
        #expect(log.map(\.kind).suffix(2) == [.failed, .expired])
        #expect(log.count { $0.kind == .failed } == 2)
    }

    /// "The retry interval increases exponentially from 1 second after the first attempt to a maximum
    /// of 5 minutes", "for up to 6 hours".
    @Test func `a throttled event waits 1, 2, 4 … 300 s for six hours`() throws {
        // The first event keeps the reserve of one busy all day; the second is throttled.
        let log = try events(.standard, reserved: 1, requests: 2, ms: 90_000_000)
        let second = log.dropFirst(2)
        #expect(second.first?.kind == .arrived)
        let attempts = second.filter { $0.kind == .throttled(.reservedConcurrency) }
        var expected = [0.0]
        for wait in [1.0, 2, 4, 8, 16, 32, 64, 128, 256] {
            expected.append(expected[expected.count - 1] + wait)
        }
        while let last = expected.last, last + 300 <= 21_600 { expected.append(last + 300) }
        #expect(seconds(Array(attempts)) == expected)
        #expect(attempts.count == 80)
        #expect(log.last?.kind == .expired)
    }

    /// "Configuring reserved concurrency": with 0, events go to the dead-letter queue without retries.
    @Test func `with a reserve of zero an event is dropped at once`() throws {
        let log = try events(.standard, reserved: 0)
        #expect(log.map(\.kind) == [.arrived, .throttled(.reservedConcurrency), .expired])
    }

    @Test(arguments: [(-1, 600.0), (3, 600), (1, 59), (1, 21_601)])
    func `retries and ages that Lambda does not take are refused`(retries: Int, age: Double) {
        #expect(throws: Scenario.Refusal.self) {
            try AsyncRetries(afterErrors: retries, maximumAge: age)
        }
    }
}

extension Double {
    fileprivate func rounded(toThousandths: Void) -> Double { (self * 1_000).rounded() / 1_000 }
}
