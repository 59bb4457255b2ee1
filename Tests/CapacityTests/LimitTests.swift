import Capacity
import Estimation
import Testing

struct LimitTests {
    private func function(
        _ name: String = "f",
        rate: Double,
        ms: Double,
        reserved: Int? = nil,
        provisioned: ProvisionedSchedule = .none,
        retries: ClientRetries = .none
    ) throws -> SimulatedFunction {
        SimulatedFunction(
            name: name,
            traffic: try .constant(rate: rate),
            times: ServiceTimes(warm: try .constant(ms: ms)),
            invocation: .synchronous(retries),
            reservedConcurrency: reserved,
            provisioned: provisioned
        )
    }

    /// "Each function can scale by 1,000 execution environments every 10 seconds", refilled evenly.
    @Test func `a function grows by a thousand environments in ten seconds`() throws {
        let scenario = try Scenario(
            functions: [function(rate: 5_000, ms: 600_000)],
            limits: ConcurrencyLimits(account: 10_000)
        )
        var simulation = Simulation(scenario)
        for (second, most) in [(0.5, 1_050), (10.0, 2_000), (20.0, 3_000)] {
            simulation.run(until: second)
            #expect(abs(simulation.liveEnvironments(of: 0) - most) <= 2)
        }
        #expect(simulation.cut(from: 0)[0].throttles[.scalingRate] > 90_000)
    }

    /// "10 times the concurrency quota" requests a second, however short the invocations.
    @Test func `ten requests a second pass for each unit of concurrency`() throws {
        let scenario = try Scenario(
            functions: [function(rate: 4_000, ms: 1)],
            limits: ConcurrencyLimits(account: 100)
        )
        let seen = scenario.observe(seconds: 100, warmUp: 10)[0]
        #expect(abs(seen.total { Double($0.started) } - 100_000) < 1_000)
        #expect(seen.total { Double($0.throttles[.requestRate]) } > 295_000)
    }

    @Test func `a reserve caps its function and is kept from its neighbours`() throws {
        let flood = try function("flood", rate: 2_000, ms: 1_000)
        let quiet = try function("quiet", rate: 50, ms: 1_000, reserved: 100)
        let capped = try function("capped", rate: 50, ms: 1_000, reserved: 20)
        let unprotected = try function("unprotected", rate: 50, ms: 1_000)
        let seen = try Scenario(functions: [flood, quiet, capped, unprotected])
            .observe(seconds: 200, warmUp: 20)
        #expect(seen[1].throttledShare.value == 0)
        #expect(abs(seen[2].throttledShare.value - 0.6) < 0.01)
        #expect(seen[2].total { Double($0.throttles[.reservedConcurrency]) } > 0)
        // The two without a reserve share what is left: 880 for 2,050.
        #expect(seen[3].throttledShare.value > 0.3)
        #expect(seen[0].peakConcurrency + seen[3].peakConcurrency >= 880)
        #expect(seen[0].concurrency.value + seen[3].concurrency.value <= 880.001)
    }

    @Test func `provisioned concurrency takes from the account and follows its schedule`() throws {
        let schedule = try ProvisionedSchedule(steps: [
            .init(secondOfDay: 8 * 3_600, environments: 600),
            .init(secondOfDay: 18 * 3_600, environments: 0),
        ])
        let scenario = try Scenario(functions: [
            function(rate: 100, ms: 2_000, provisioned: schedule)
        ])
        var simulation = Simulation(scenario)
        func next(until second: Double) -> Tally {
            let start = simulation.now
            simulation.run(until: second)
            return simulation.cut(from: start)[0]
        }
        #expect(next(until: 8 * 3_600).provisioned == 0)
        // 600 environments take six seconds to come up, and serve only when all of them are there.
        #expect(next(until: 8 * 3_600 + 5.9).provisioned == 0)
        _ = next(until: 8 * 3_600 + 6.1)
        let day = next(until: 17 * 3_600)
        #expect(day.onDemand == 0 && day.provisioned > 3_000_000)
        #expect(next(until: 18 * 3_600 - 1).onDemand == 0)
        _ = next(until: 18 * 3_600 + 10)
        #expect(next(until: 20 * 3_600).provisioned == 0)
        #expect(schedule.meteredMS(days: 1) == 600 * 10 * 3_600_000)
        #expect(schedule.raisedPerDay == 600)
    }

    @Test func `clients that try again are rejected less often`() throws {
        func rejected(_ retries: ClientRetries) throws -> Double {
            let busy = SimulatedFunction(
                traffic: try .poisson(rate: 90),
                times: ServiceTimes(warm: try .exponential(meanMS: 1_000)),
                invocation: .synchronous(retries)
            )
            let seen = try Scenario(functions: [busy], limits: .concurrencyOnly(100))
                .observe(seconds: 10_000, warmUp: 100)[0]
            return seen.ratio({ Double($0.rejected) }, per: { Double($0.requests) }).value
        }
        let once = try rejected(.none)
        #expect(abs(once - QueueingTheory.erlangB(servers: 100, load: 90)) < 0.005)
        #expect(try rejected(.sdkStandard) < once / 2)
    }
}
