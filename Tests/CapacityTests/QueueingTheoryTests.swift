import Capacity
import Testing

struct QueueingTheoryTests {
    /// Published values: Erlang B and C tables as in Cooper, "Introduction to Queueing Theory" (1981),
    /// and the textbook case of 10 erlangs on 10 servers, B = 0.2146.
    @Test(arguments: [(1, 1.0, 0.5), (2, 1.0, 0.2), (5, 3.0, 0.11005), (10, 10.0, 0.21458)])
    func `Erlang's loss formula gives the tabulated values`(
        servers: Int,
        load: Double,
        blocked: Double
    ) {
        #expect(abs(QueueingTheory.erlangB(servers: servers, load: load) - blocked) < 5e-6)
    }

    /// One server is an M/M/1 queue, where the share that waits is the load; two at load 1 is 1/3.
    @Test(arguments: [(1, 0.5, 0.5), (2, 1.0, 1.0 / 3), (1, 1.0, 1.0)])
    func `Erlang's delay formula gives the known values`(
        servers: Int,
        load: Double,
        waiting: Double
    ) {
        #expect(abs(QueueingTheory.erlangC(servers: servers, load: load) - waiting) < 1e-12)
    }

    /// SciPy 1.17: poisson.sf(k, a).
    @Test(arguments: [
        (120, 100.0, 0.0226693291), (80, 100.0, 0.9773508233), (0, 2.0, 0.8646647168),
        (-1, 2.0, 1.0),
    ])
    func `the tail of the number busy is Poisson's`(
        number: Int,
        load: Double,
        probability: Double
    ) {
        let tail = QueueingTheory.probability(busyMoreThan: number, load: load)
        #expect(abs(tail - probability) < 1e-9)
    }

    /// SciPy 1.17: poisson.isf(p, a).
    @Test(arguments: [(0.01, 100.0, 124), (0.5, 3.0, 3), (0.001, 1.0, 5)])
    func `the number exceeded with a probability is Poisson's quantile`(
        probability: Double,
        load: Double,
        number: Int
    ) {
        #expect(QueueingTheory.busyExceeded(with: probability, load: load) == number)
    }

    @Test func `no load and no server are answered too`() {
        #expect(QueueingTheory.erlangB(servers: 0, load: 1) == 1)
        #expect(QueueingTheory.erlangB(servers: 3, load: 0) == 0)
        #expect(QueueingTheory.littlesLaw(rate: 20, seconds: 0.25) == 5)
    }
}
