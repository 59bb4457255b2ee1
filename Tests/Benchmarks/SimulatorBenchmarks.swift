import Capacity
import Estimation
import LambdaPlatform
import Testing

/// How fast months are simulated, in events a second of one core.
@Suite(.enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"), .serialized)
struct SimulatorBenchmarks {
    private static let rounds = 5

    private func simulation(rate: Double, _ warm: DurationDistribution) throws -> Simulation {
        let function = SimulatedFunction(
            traffic: try .poisson(rate: rate),
            times: ServiceTimes(warm: warm, initial: try .constant(ms: 250))
        )
        return Simulation(try Scenario(functions: [function]))
    }

    @Test(arguments: [100.0, 1_000, 8_000])
    func `five million events are simulated in a second of one core`(rate: Double) async throws {
        let durations: [(String, DurationDistribution)] = [
            ("exponential", try .exponential(meanMS: 100)),
            ("lognormal", try .lognormal(medianMS: 95, sigma: 0.3)),
            ("observed", try .observed(ms: (0..<200).map { 50 + Double($0) / 2 })),
        ]
        for (name, warm) in durations {
            var perSecond: [Double] = []
            for _ in 0..<Self.rounds {
                var simulation = try simulation(rate: rate, warm)
                let seconds = await cpuSeconds { simulation.run(until: 1.5e6 / rate) }
                perSecond.append(Double(simulation.events) / seconds)
            }
            let millions = median(perSecond) / 1e6
            print("\(Int(rate)) requests/s, \(name): \(millions.formatted(decimals: 1)) M events/s")
            #expect(millions >= 5, "\(name) at \(rate) requests/s")
        }
    }

    @Test func `a month at a thousand requests a second takes thirty seconds at most`() async throws
    {
        let sizes = [128, 256, 512, 768, 1_024, 1_536, 1_792, 2_048, 3_008, 4_096, 6_144, 10_240]
        let settings = try sizes.map { megabytes in
            ForecastSetting(
                memory: try MemorySetting(megabytes: megabytes),
                times: ServiceTimes(
                    warm: try .lognormal(
                        medianMS: 20 + 60_000 / Double(min(megabytes, 1_792)),
                        sigma: 0.25
                    ),
                    initial: try .constant(ms: 250)
                )
            )
        }
        let pricing = try Pricing(region: "us-east-1", architecture: .x86_64)
        let patterns: [(String, Traffic)] = [
            ("steady", try .poisson(rate: 1_000)),
            ("daily swing", try .diurnal(meanRate: 1_000, peakToMean: 1.8, peakHour: 14)),
        ]
        for (name, traffic) in patterns {
            let question = ForecastQuestion(traffic: traffic, pricing: pricing)
            var events = 0
            let seconds = try await cpuSeconds {
                let forecast = try await Forecast(of: settings, under: question, width: 1)
                events = forecast.settings.reduce(0) { $0 + $1.events }
            }
            print(
                "\(name): 12 settings in \(seconds.formatted(decimals: 1)) s of one core, "
                    + "\(events / 1_000_000) M events"
            )
            #expect(seconds <= 30, "\(name)")
        }
    }
}
