import Capacity
import Estimation
import Foundation
import Testing

/// The same scenario in SimFaaS, the Python simulator, installed from its package for the occasion.
///
/// SimFaaS by default hands a request to the youngest idle instance; Lambda to the one used last. For
/// the cold-start share to be comparable, the script below overrides SimFaaS's choice with Lambda's.
@Suite(
    .enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"),
    .enabled(if: SimFaaS.python != nil, "needs python3 with venv, and a package index"),
    .serialized
)
struct SimFaaSBenchmarks {
    /// Requests a second, seconds of a warm and of a cold response, and of idling before expiry.
    private static let rate = 10.0
    private static let warm = 2.0
    private static let cold = 2.5
    private static let expiry = 10.0

    /// SimFaaS needs a minute of one core for these simulated seconds; ours runs fifty times as many.
    private static let seconds = 150_000.0

    @Test func `SimFaaS gives the same steady state a hundred times slower`() async throws {
        let python = try #require(SimFaaS.python)
        let theirs = try SimFaaS.run(
            python,
            [Self.rate, Self.warm, Self.cold, Self.expiry, Self.seconds]
        )
        let function = SimulatedFunction(
            traffic: try .poisson(rate: Self.rate),
            times: ServiceTimes(
                warm: try .exponential(meanMS: Self.warm * 1_000),
                cold: try .exponential(meanMS: Self.cold * 1_000)
            )
        )
        let scenario = try Scenario(
            functions: [function],
            limits: .concurrencyOnly(1_000),
            keepAlive: .fixed(seconds: Self.expiry)
        )
        var simulation = Simulation(scenario)
        let length = 50 * Self.seconds
        let seconds = await cpuSeconds { simulation.run(until: length) }
        let tally = simulation.cut(from: 0)[0]
        let ours = [
            "running": tally.busySeconds / length,
            "idle": simulation.idleSeconds(of: 0) / length,
            "cold": Double(tally.coldStarts) / Double(tally.requests),
        ]
        for (name, value) in ours.sorted(by: { $0.key < $1.key }) {
            let other = try #require(theirs[name])
            print("\(name): \(value) here, \(other) in SimFaaS, ratio \(value / other)")
            #expect(abs(value / other - 1) < 0.01, "\(name)")
        }
        let requestsPerSecond = Double(tally.requests) / seconds
        let theirPerSecond = try #require(theirs["requests"]) / (try #require(theirs["seconds"]))
        let ratio = requestsPerSecond / theirPerSecond
        print("requests per second of one core: \(ratio) times SimFaaS's \(theirPerSecond)")
        #expect(ratio >= 100)
    }
}

/// SimFaaS in an environment of its own.
private enum SimFaaS {
    /// The Python of an environment with SimFaaS; nil where it cannot be had.
    static let python: String? = {
        guard benchmarksAreWanted else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "simfaas-0.2.2").path
        let python = folder + "/bin/python"
        if (try? output(of: python, ["-c", "import simfaas"])) != nil { return python }
        guard (try? output(of: "/usr/bin/env", ["python3", "-m", "venv", folder])) != nil,
            (try? output(of: python, ["-m", "pip", "install", "--quiet", "simfaas==0.2.2"])) != nil
        else { return nil }
        return python
    }()

    /// Runs a scenario and reads its figures.
    static func run(_ python: String, _ arguments: [Double]) throws -> [String: Double] {
        let text = try output(of: python, ["-c", script] + arguments.map { "\($0)" })
        return try JSONDecoder().decode([String: Double].self, from: text)
    }

    private static func output(of program: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
        return data
    }

    private static let script = """
        import json, sys, time
        from simfaas.ServerlessSimulator import ServerlessSimulator

        class UsedLastFirst(ServerlessSimulator):
            def schedule_warm_instance(self, t):
                idle = [s for s in self.servers if s.is_ready()]
                return max(idle, key=lambda s: s.next_departure)

        rate, warm, cold, expiry, seconds = map(float, sys.argv[1:])
        sim = UsedLastFirst(arrival_rate=rate, warm_service_rate=1 / warm,
                            cold_service_rate=1 / cold, expiration_threshold=expiry,
                            max_time=seconds, maximum_concurrency=1000)
        start = time.process_time()
        sim.generate_trace()
        used = time.process_time() - start
        sim.calculate_time_lengths()
        print(json.dumps({
            "seconds": used, "requests": sim.total_req_count,
            "running": sim.get_average_server_running_count(),
            "idle": sim.get_average_server_idle_count(),
            "cold": sim.total_cold_count / sim.total_req_count,
        }))
        """
}
