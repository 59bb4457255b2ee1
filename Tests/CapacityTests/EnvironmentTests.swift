import Capacity
import Estimation
import Testing

struct EnvironmentTests {
    private func observe(
        every seconds: Double,
        _ keepAlive: KeepAlive,
        requests: Int = 4_000
    ) throws -> Observations {
        let function = SimulatedFunction(
            traffic: try .constant(rate: 1 / seconds),
            times: ServiceTimes(
                warm: try .constant(ms: 10),
                initial: try .constant(ms: 200)
            )
        )
        return try Scenario(functions: [function], keepAlive: keepAlive)
            .observe(seconds: seconds * Double(requests), warmUp: seconds * 10)[0]
    }

    /// The measured shares: cold after so many seconds idle, in 100 probes each on Lambda.
    @Test(arguments: [(60.0, 0.0), (300, 0.08), (315, 0.43), (330, 0.68), (345, 0.94), (361, 1)])
    func `idle environments expire as measured`(idle: Double, coldShare: Double) throws {
        let seen = try observe(every: idle + 0.01, .measured)
        // Three standard deviations of 4,000 probes.
        #expect(abs(seen.coldStartShare.value - coldShare) < 0.025)
    }

    @Test func `an environment used again in time is warm for ever`() throws {
        #expect(try observe(every: 59, .fixed(seconds: 60)).coldStartShare.value == 0)
        #expect(try observe(every: 61, .fixed(seconds: 60)).coldStartShare.value == 1)
    }

    @Test func `a cold start waits for INIT and is billed for it`() throws {
        let seen = try observe(every: 400, .measured, requests: 100)
        #expect(seen.total { Double($0.initMS) } == 100 * 200)
        #expect(seen.total { Double($0.durationMS) } == 100 * 10)
        let latency = try #require(seen.latencyMS(quantile: 0.5))
        #expect(abs(latency.value - 210) < 1)
    }

    /// Of sixty environments that a burst leaves, one request every ten seconds keeps one warm.
    ///
    /// Were the environment used longest ago used first, thirty would stay.
    @Test func `the environment used last is used first`() throws {
        let function = SimulatedFunction(
            traffic: try .bursts(base: 0.1, peak: 50, seconds: 10, every: 3_600),
            times: ServiceTimes(warm: try .constant(ms: 1_000))
        )
        let scenario = try Scenario(functions: [function], keepAlive: .fixed(seconds: 300))
        var simulation = Simulation(scenario)
        simulation.run(until: 20)
        #expect(simulation.liveEnvironments(of: 0) > 50)
        simulation.run(until: 400)
        #expect(simulation.liveEnvironments(of: 0) <= 4)
    }

    @Test func `memory follows what is live, not what has been`() throws {
        let function = SimulatedFunction(
            traffic: try .poisson(rate: 1_000),
            times: ServiceTimes(warm: try .exponential(meanMS: 50))
        )
        var simulation = Simulation(try Scenario(functions: [function]))
        simulation.run(until: 500)
        let early = simulation.liveItems
        simulation.run(until: 5_000)
        #expect(simulation.events > 9_000_000)
        #expect(simulation.liveItems < 2 * early)
        #expect(simulation.liveItems < 300)
    }

    @Test func `the same seed gives the same month and another one another`() throws {
        func run(_ seed: UInt64) throws -> [Int] {
            let function = SimulatedFunction(
                traffic: try .diurnal(meanRate: 5, peakToMean: 1.8, peakHour: 14),
                times: ServiceTimes(warm: try .lognormal(medianMS: 80, sigma: 0.4)),
                errorRate: 0.01
            )
            var simulation = Simulation(try Scenario(functions: [function], seed: seed))
            simulation.run(until: 20_000)
            let tally = simulation.cut(from: 0)[0]
            return [tally.requests, tally.coldStarts, tally.durationMS, tally.errors]
        }
        #expect(try run(1) == run(1))
        #expect(try run(1) != run(2))
    }
}
