import Capacity
import Estimation
import Testing

/// Ten million arrivals against closed answers: within 1 %, and the truth within the interval stated.
struct TheoryAgreementTests {
    /// Ten million arrivals at 500 requests/s.
    private static let rate = 500.0
    private static let seconds = 20_000.0

    /// One per cent.
    private static let tolerance = 0.01

    private func observe(
        _ warm: DurationDistribution,
        _ limits: ConcurrencyLimits
    ) throws -> Observations {
        let function = SimulatedFunction(
            traffic: try .poisson(rate: Self.rate),
            times: ServiceTimes(warm: warm)
        )
        let scenario = try Scenario(functions: [function], limits: limits, keepAlive: .forever)
        return scenario.observe(seconds: Self.seconds, warmUp: 100)[0]
    }

    private func expect(_ estimate: Estimate, agreesWith truth: Double) {
        #expect(abs(estimate.value - truth) <= Self.tolerance * truth)
        // Twice the interval: it is meant to miss one time in ten.
        let half = estimate.high - estimate.low
        #expect(abs(estimate.value - truth) <= half)
    }

    @Test func `with room for all the concurrency is Little's and Poisson distributed`() throws {
        let seen = try observe(.exponential(meanMS: 100), .none)
        let load = QueueingTheory.littlesLaw(rate: Self.rate, seconds: 0.1)
        expect(seen.concurrency, agreesWith: load)
        for number in [40, 50, 60] {
            let truth = QueueingTheory.probability(busyMoreThan: number, load: load)
            #expect(abs(seen.shareOfTime(atLeast: number + 1) - truth) < Self.tolerance * truth)
        }
        #expect(seen.throttledShare.value == 0)
    }

    /// The loss depends on the mean of the service alone, whatever its distribution.
    @Test(arguments: ["constant", "exponential", "lognormal", "two durations"])
    func `with a limit the share throttled is Erlang's loss`(name: String) throws {
        let warm: DurationDistribution =
            switch name {
            case "constant": try .constant(ms: 100)
            case "exponential": try .exponential(meanMS: 100)
            // A median of 100 ÷ e^(σ²÷2) makes the mean 100.
            case "lognormal": try .lognormal(medianMS: 60.653065971263, sigma: 1)
            default: try .observed(ms: [20, 20, 20, 340])
            }
        let seen = try observe(warm, .concurrencyOnly(50))
        expect(seen.throttledShare, agreesWith: QueueingTheory.erlangB(servers: 50, load: 50))
        expect(seen.concurrency, agreesWith: QueueingTheory.meanBusy(servers: 50, load: 50))
        #expect(seen.peakConcurrency == 50)
    }

    /// What spills over from n provisioned environments is what n servers turn away.
    @Test func `what spills over provisioned concurrency is Erlang's loss`() throws {
        let function = SimulatedFunction(
            traffic: try .poisson(rate: Self.rate),
            times: ServiceTimes(warm: try .exponential(meanMS: 100)),
            provisioned: try .constant(55)
        )
        let seen = try Scenario(functions: [function], limits: .none)
            .observe(seconds: Self.seconds, warmUp: 100)[0]
        let spilled = seen.ratio({ Double($0.onDemand) }, per: { Double($0.started) })
        expect(spilled, agreesWith: QueueingTheory.erlangB(servers: 55, load: 50))
    }

    @Test func `a service's quantiles come out as latencies`() throws {
        let seen = try observe(.lognormal(medianMS: 100, sigma: 0.5), .none)
        for (quantile, z) in [(0.5, 0.0), (0.95, 1.6448536), (0.99, 2.3263479)] {
            let truth = 100 * exponential(0.5 * z)
            let latency = try #require(seen.latencyMS(quantile: quantile))
            #expect(abs(latency.value - truth) < Self.tolerance * truth)
        }
    }

    /// `eˣ` by its series: enough for the three exponents above.
    private func exponential(_ x: Double) -> Double {
        (1...40).reversed().reduce(1) { 1 + x / Double($1) * $0 }
    }
}
