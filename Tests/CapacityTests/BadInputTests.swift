import Capacity
import Testing

struct BadInputTests {
    private func function(
        reserved: Int? = nil,
        provisioned: ProvisionedSchedule = .none
    ) throws -> SimulatedFunction {
        SimulatedFunction(
            traffic: try .poisson(rate: 1),
            times: ServiceTimes(warm: .zero),
            reservedConcurrency: reserved,
            provisioned: provisioned
        )
    }

    @Test(arguments: [0, -1, 1e9, .nan, .infinity])
    func `a rate that cannot be is refused`(rate: Double) {
        #expect(throws: Traffic.Refusal.self) { try Traffic.poisson(rate: rate) }
        #expect(throws: Traffic.Refusal.self) { try Traffic.constant(rate: rate) }
        #expect(throws: Traffic.Refusal.self) {
            try Traffic.diurnal(meanRate: rate, peakToMean: 1.5, peakHour: 12)
        }
        #expect(throws: Traffic.Refusal.self) {
            try Traffic.bursts(base: 1, peak: rate, seconds: 1, every: 10)
        }
    }

    @Test func `what Lambda does not take is refused by the rule`() throws {
        #expect(throws: Scenario.Refusal.tooMuchReserved(reserved: 901, most: 900)) {
            try Scenario(functions: [function(reserved: 901)])
        }
        #expect(throws: Scenario.Refusal.tooMuchReserved(reserved: 950, most: 900)) {
            try Scenario(functions: [
                function(reserved: 500), function(provisioned: .constant(450)),
            ])
        }
        #expect(throws: Scenario.Refusal.provisionedAboveReserved(provisioned: 11, reserved: 10)) {
            try Scenario(functions: [function(reserved: 10, provisioned: .constant(11))])
        }
        #expect(throws: Scenario.Refusal.provisionedLatest) {
            try ProvisionedSchedule.constant(1, qualifier: "$LATEST")
        }
        #expect(throws: Scenario.Refusal.negativeReserved(reserved: -1)) {
            try Scenario(functions: [function(reserved: -1)])
        }
        #expect(throws: Scenario.Refusal.accountLimitOutOfRange(limit: 0)) {
            try ConcurrencyLimits(account: 0)
        }
        #expect(throws: Scenario.Refusal.brokenSchedule) {
            try ProvisionedSchedule(steps: [
                .init(secondOfDay: 10, environments: 1), .init(secondOfDay: 5, environments: 2),
            ])
        }
    }

    @Test func `a reserve of all but a hundred is taken`() throws {
        _ = try Scenario(functions: [function(reserved: 900)])
    }

    @Test(arguments: [
        ("", Trace.Refusal.empty), ("# nothing\n\n", .empty), ("0,1", .tooShort),
        ("0,0\n1,0", .noRequests), ("0,1\n1,x", .brokenLine(line: 2)),
        ("0,1\n1,-2", .brokenLine(line: 2)), ("0,1\n1,1.5", .brokenLine(line: 2)),
        ("0,1,2\n1,1", .brokenLine(line: 1)), ("0,1\n1", .brokenLine(line: 2)),
        ("0,1\nnan,1", .brokenLine(line: 2)), ("0,1\n60,1\n30,1", .unsorted(line: 3)),
        ("5\n3", .unsorted(line: 2)), ("0,1\n60,1\n180,1", .gap(line: 3, expected: 120)),
        ("0,1\n0,1", .unsorted(line: 2)), ("0\n99999999", .tooLong),
    ])
    func `a broken traffic file is refused by its line`(text: String, refusal: Trace.Refusal) {
        #expect(throws: refusal) { try Trace(text: text) }
    }

    @Test(arguments: [-1, .nan, .infinity])
    func `a duration that cannot be is refused`(milliseconds: Double) {
        #expect(throws: DurationDistribution.Refusal.self) {
            try DurationDistribution.constant(ms: milliseconds)
        }
        #expect(throws: DurationDistribution.Refusal.self) {
            try DurationDistribution.observed(ms: [1, milliseconds])
        }
    }
}
