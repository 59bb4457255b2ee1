import Testing

@testable import LocalLambda

struct DutyCycleTests {
    /// Drives an account with a tree that uses all it may, and is looked at every 4 ms.
    private func cpuShare(quotaMS: Int64, threads: UInt64, seconds: UInt64) -> Double {
        var cycle = DutyCycle(
            quotaNS: quotaMS * 1_000_000,
            periodNS: 20_000_000,
            nowNS: 0,
            usedNS: 0
        )
        var used: UInt64 = 0
        var mayRun = true
        var now: UInt64 = 0
        while now < seconds * 1_000_000_000 {
            now += 4_000_000
            if mayRun { used += threads * 4_000_000 }
            mayRun = cycle.update(nowNS: now, usedNS: used)
        }
        return Double(used) / Double(now)
    }

    @Test(arguments: [1, 2, 5, 11, 17] as [Int64], [1, 2] as [UInt64])
    func `debts make the long-run share exact, however late use is noticed`(
        quotaMS: Int64,
        threads: UInt64
    ) {
        let share = cpuShare(quotaMS: quotaMS, threads: threads, seconds: 200)
        // One unpaid look at most, over 200 seconds.
        #expect(abs(share - Double(quotaMS) / 20) < 0.0002)
    }

    @Test func `what is not used is lost, as under the kernel's rule`() {
        var cycle = DutyCycle(quotaNS: 5, periodNS: 20, nowNS: 0, usedNS: 0)
        let mayRun = cycle.update(nowNS: 10_000, usedNS: 0)
        #expect(mayRun)
        #expect(cycle.creditNS == 5)
    }

    @Test func `one thread with a whole processor is never stopped, though use is seen late`() {
        var cycle = DutyCycle(quotaNS: 20_000_000, periodNS: 20_000_000, nowNS: 0, usedNS: 0)
        for look in 1...1_000 as ClosedRange<UInt64> {
            let nowNS = look * 3_000_000
            let seenNS = nowNS / 4_000_000 * 4_000_000
            let mayRun = cycle.update(nowNS: nowNS, usedNS: seenNS)
            #expect(mayRun)
        }
    }

    @Test func `a tree in debt rests whole periods until it is paid`() {
        var cycle = DutyCycle(quotaNS: 2_000_000, periodNS: 20_000_000, nowNS: 0, usedNS: 0)
        let looksMS = [(4, 6), (20, 6), (40, 6), (60, 6)] as [(UInt64, UInt64)]
        let mayRun = looksMS.map {
            cycle.update(nowNS: $0.0 * 1_000_000, usedNS: $0.1 * 1_000_000)
        }
        #expect(mayRun == [false, false, false, true])
    }
}
