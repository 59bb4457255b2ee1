import Testing

@testable import LambdaEndpoint

struct ConcurrencyLedgerTests {
    private static func function(_ name: String, reserved: Int? = nil) -> FunctionRecord {
        var function = Fixtures.function(name)
        function.reserved = reserved
        return function
    }

    private static func key(_ name: String) -> RunnableVersion.Key {
        RunnableVersion.Key(function: name, version: "1", revisionID: "r")
    }

    @Test func `reserved concurrency is a limit and a guarantee`() throws {
        let reserved = Self.function("a", reserved: 2)
        let other = Self.function("b")
        let all = [reserved, other]
        var ledger = ConcurrencyLedger(limit: 3)
        let first = try ledger.take(Self.key("a"), of: reserved, provisioned: 0, among: all)
        _ = try ledger.take(Self.key("a"), of: reserved, provisioned: 0, among: all)
        #expect(
            throws: ServiceRefusal.throttled("ReservedFunctionConcurrentInvocationLimitExceeded")
        ) { try ledger.take(Self.key("a"), of: reserved, provisioned: 0, among: all) }
        // Of three, two are kept for the other function.
        _ = try ledger.take(Self.key("b"), of: other, provisioned: 0, among: all)
        #expect(throws: ServiceRefusal.throttled("ConcurrentInvocationLimitExceeded")) {
            try ledger.take(Self.key("b"), of: other, provisioned: 0, among: all)
        }
        ledger.giveBack(first)
        _ = try ledger.take(Self.key("a"), of: reserved, provisioned: 0, among: all)
    }

    @Test func `nothing runs with a reserve of nothing`() {
        let stopped = Self.function("a", reserved: 0)
        var ledger = ConcurrencyLedger(limit: 1_000)
        #expect(throws: ServiceRefusal.self) {
            try ledger.take(Self.key("a"), of: stopped, provisioned: 0, among: [stopped])
        }
    }

    @Test func `what exceeds the environments kept ready spills over`() throws {
        let function = Self.function("a")
        var ledger = ConcurrencyLedger(limit: 1_000)
        let first = try ledger.take(Self.key("a"), of: function, provisioned: 1, among: [function])
        let second = try ledger.take(Self.key("a"), of: function, provisioned: 1, among: [function])
        #expect(first.isProvisioned && !second.isProvisioned)
        ledger.giveBack(first)
        let third = try ledger.take(Self.key("a"), of: function, provisioned: 1, among: [function])
        #expect(third.isProvisioned)
    }

    @Test func `all places come back`() throws {
        let function = Self.function("a")
        let empty = ConcurrencyLedger(limit: 1_000)
        var ledger = empty
        let places = try (0..<5).map { _ in
            try ledger.take(Self.key("a"), of: function, provisioned: 2, among: [function])
        }
        places.forEach { ledger.giveBack($0) }
        #expect(ledger == empty)
    }
}
