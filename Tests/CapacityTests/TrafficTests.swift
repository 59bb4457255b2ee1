import Capacity
import Testing

struct TrafficTests {
    private func requests(_ traffic: Traffic, from start: Double, to end: Double) throws -> Double {
        let function = SimulatedFunction(traffic: traffic, times: ServiceTimes(warm: .zero))
        var simulation = Simulation(try Scenario(functions: [function], limits: .none), from: start)
        simulation.run(until: end)
        return Double(simulation.cut(from: start)[0].requests)
    }

    /// Counts of random arrivals are within five standard deviations of their integral.
    @Test(arguments: [(0.0, 3_600.0), (43_200, 50_000), (80_000, 200_000)])
    func `a day's swing brings the requests its rate says`(start: Double, end: Double) throws {
        let traffic = try Traffic.diurnal(meanRate: 50, peakToMean: 1.9, peakHour: 15)
        let expected = traffic.expectedRequests(from: start, to: end)
        let count = try requests(traffic, from: start, to: end)
        #expect(abs(count - expected) < 5 * expected.squareRoot())
    }

    @Test(arguments: [(0.0, 30.0), (30, 300), (7, 3_007)])
    func `bursts bring the requests their rates say`(start: Double, end: Double) throws {
        let traffic = try Traffic.bursts(base: 10, peak: 500, seconds: 30, every: 300)
        let expected = traffic.expectedRequests(from: start, to: end)
        let count = try requests(traffic, from: start, to: end)
        #expect(abs(count - expected) < 5 * expected.squareRoot())
        #expect(traffic.expectedRequests(from: 0, to: 300) == 500 * 30 + 10 * 270)
    }

    @Test func `a recorded trace is replayed to the request, and again after its end`() throws {
        let trace = try Trace(text: "second,requests\n0,3\r\n60,0\n120,7\n")
        let traffic = try Traffic.recorded(trace)
        #expect(trace.requests == 10 && trace.seconds == 180)
        #expect(try requests(traffic, from: 0, to: 180) == 10)
        #expect(try requests(traffic, from: 0, to: 60) == 3)
        #expect(try requests(traffic, from: 0, to: 1_800) == 100)
        #expect(traffic.expectedRequests(from: 120, to: 180) == 7)
        #expect(traffic.expectedRequests(from: 0, to: 360) == 20)
    }

    @Test func `single requests are counted by the second`() throws {
        let trace = try Trace(text: "1000.2\n1000.9\n1003.1")
        #expect(trace.requests == 3 && trace.seconds == 3)
    }

    @Test func `even arrivals are even`() throws {
        #expect(try requests(.constant(rate: 4), from: 0, to: 1_000) == 4_000)
    }
}
