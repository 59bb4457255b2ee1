import Capacity
import Estimation
import LambdaPlatform
import Testing

struct ForecastTests {
    private func question(_ traffic: Traffic) throws -> ForecastQuestion {
        ForecastQuestion(
            traffic: traffic,
            pricing: try Pricing(region: "us-east-1", architecture: .x86_64)
        )
    }

    private func setting(
        _ megabytes: Int = 1_024,
        ms: Double = 200,
        initial: Double = 0
    ) throws -> ForecastSetting {
        ForecastSetting(
            memory: try MemorySetting(megabytes: megabytes),
            times: ServiceTimes(
                warm: try .constant(ms: ms),
                initial: try .constant(ms: initial)
            )
        )
    }

    /// Worked by hand: 730 h at one request every 2 s are 1,314,000 requests of 200 ms at 1 GB, which is
    /// 262,800 GB-seconds; each request keeps the one environment warm, and INIT came before the month.
    @Test func `a month that is simulated whole is billed exactly`() throws {
        let forecast = try SettingForecast(
            of: setting(initial: 300),
            under: question(.constant(rate: 0.5))
        )
        #expect(forecast.plan.isWhole)
        #expect(forecast.requests == 1_314_000)
        #expect(forecast.coldStartShare.value < 1e-5)
        #expect(forecast.bill[.requests] == Money(decimal: "0.2628"))
        #expect(forecast.bill[.duration] == Money(decimal: "4.38000876"))
        #expect(abs(forecast.concurrency.value - 0.1) < 1e-6)
    }

    /// A sampled month against the same month simulated request by request.
    @Test func `a sampled month agrees with the whole one within its interval`() throws {
        var question = try question(.diurnal(meanRate: 5, peakToMean: 1.9, peakHour: 14))
        let setting = ForecastSetting(
            memory: MemorySetting(clamping: 512),
            times: ServiceTimes(
                warm: try .lognormal(medianMS: 400, sigma: 0.5),
                initial: try .constant(ms: 300)
            )
        )
        question.requestsPerSetting = 1e9
        let whole = try SettingForecast(of: setting, under: question)
        question.requestsPerSetting = 300_000
        let sampled = try SettingForecast(of: setting, under: question)
        #expect(whole.plan.isWhole && !sampled.plan.isWhole)
        #expect(sampled.plan.simulatedShare < 0.05)
        func expectAgreement(_ sample: Estimate?, _ truth: Estimate?) throws {
            let (sample, truth) = (try #require(sample), try #require(truth))
            // Twice the 90 % interval, which misses one time in a thousand.
            let half = sample.high - sample.low
            #expect(abs(sample.value - truth.value) <= half + (truth.high - truth.low))
        }
        try expectAgreement(sampled.concurrency, whole.concurrency)
        try expectAgreement(sampled.p95MS, whole.p95MS)
        try expectAgreement(sampled.monthlyCost, whole.monthlyCost)
        try expectAgreement(sampled.coldStartShare, whole.coldStartShare)
        let expected = question.traffic.expectedRequests(from: 0, to: 730 * 3_600)
        #expect(abs(sampled.requests - expected) < 1e-9 * expected)
    }

    @Test func `closed answers agree with the simulated ones`() throws {
        var question = try question(.poisson(rate: 100))
        question.requestsPerSetting = 1_000_000
        var forecast = try SettingForecast(of: setting(), under: question)
        #expect(forecast.checks.contains { $0.law == "M/G/∞ at 20.0 erlangs" })
        #expect(!forecast.checks.contains { !$0.agrees })
        question.provisioned = try .constant(22)
        forecast = try SettingForecast(of: setting(), under: question)
        #expect(forecast.checks.contains { $0.law == "Erlang B, 22 provisioned" })
        #expect(!forecast.checks.contains { !$0.agrees })
        question.provisioned = .none
        question.reservedConcurrency = 15
        forecast = try SettingForecast(of: setting(ms: 2_000), under: question)
        // Ten requests a second for each of 15 are exceeded never, 15 at once nearly always.
        #expect(forecast.checks.contains { $0.law == "Erlang B, 15 at once" })
        #expect(!forecast.checks.contains { !$0.agrees })
    }

    @Test func `the choice is the cheapest that meets the limits`() async throws {
        let settings = try [(128, 1_600.0), (512, 400), (1_024, 210), (2_048, 200)].map {
            try setting($0.0, ms: $0.1)
        }
        var question = try question(.poisson(rate: 50))
        question.requestsPerSetting = 100_000
        func choice(_ limits: ForecastLimits) async throws -> Int? {
            let forecast = try await Forecast(
                of: settings,
                under: question,
                limits: limits,
                width: 2
            )
            return forecast.choice.map { forecast.settings[$0].setting.memory.megabytes }
        }
        #expect(try await choice(ForecastLimits()) == 128)
        #expect(try await choice(ForecastLimits(p95MS: 500)) == 512)
        #expect(try await choice(ForecastLimits(p95MS: 205)) == 2_048)
        #expect(try await choice(ForecastLimits(p95MS: 100)) == nil)
    }

    /// At us-east-1's prices an environment must be busy 4.1667 ÷ (16.6667 − 9.7222) = 60 % of the time.
    @Test func `provisioned environments pay while busy sixty percent of the time`() throws {
        var question = try question(.poisson(rate: 100))
        question.requestsPerSetting = 10_000
        let forecast = try SettingForecast(of: setting(), under: question)
        let breakEven = try #require(forecast.breakEven)
        #expect(abs(breakEven.utilisationNeeded - 0.6) < 1e-4)
        // The n-th of n environments carries a (B(n−1) − B(n)) of 20 erlangs.
        func carried(_ number: Int) -> Double {
            20
                * (QueueingTheory.erlangB(servers: number - 1, load: 20)
                    - QueueingTheory.erlangB(servers: number, load: 20))
        }
        let truth = (1...40).last { carried($0) >= 0.6 }
        #expect(breakEven.environments == truth)
        #expect(breakEven.monthlySaving > 0)
    }

    @Test func `buying the environments that pay lowers the bill by the saving told`() throws {
        var question = try question(.poisson(rate: 100))
        question.requestsPerSetting = 1_000_000
        let before = try SettingForecast(of: setting(), under: question)
        let breakEven = try #require(before.breakEven)
        question.provisioned = try .constant(breakEven.environments)
        let after = try SettingForecast(of: setting(), under: question)
        let saved = before.bill.total.units - after.bill.total.units
        #expect(abs(saved - breakEven.monthlySaving) < 0.002 * before.bill.total.units)
    }

    /// A reserve of 2 runs 10 of 40 events a second; the other 30 become ten minutes old.
    @Test func `a flood of events is queued, dropped and cautioned about`() throws {
        var question = try question(.constant(rate: 40))
        question.invocation = .asynchronous(try AsyncRetries(afterErrors: 2, maximumAge: 600))
        question.reservedConcurrency = 2
        question.requestsPerSetting = 100_000
        let sampled = try SettingForecast(of: setting(), under: question)
        #expect(sampled.throttledShare.value > 0.5)
        #expect(sampled.cautions.count == 1)
        question.monthHours = 2
        question.requestsPerSetting = 1e9
        let whole = try SettingForecast(of: setting(), under: question)
        #expect(whole.plan.isWhole && whole.cautions.isEmpty)
        #expect(abs(whole.dropped - 30 * 7_200) < 0.05 * 30 * 7_200)
    }

    /// The queue that a burst leaves is worked off after it, so windows would miss it.
    @Test func `events that queue up in bursts are simulated in one piece`() throws {
        var question = try question(.bursts(base: 2, peak: 1_000, seconds: 30, every: 3_600))
        question.invocation = .asynchronous(.standard)
        question.reservedConcurrency = 20
        question.requestsPerSetting = 200_000
        let forecast = try SettingForecast(of: setting(), under: question)
        #expect(forecast.plan.stretches.count == 1)
        // Every event runs in the end: the offered load, although 20 at once run 100 a second.
        let load = QueueingTheory.littlesLaw(rate: question.traffic.meanRate, seconds: 0.2)
        #expect(abs(forecast.concurrency.value - load) < 0.02 * load)
        #expect(forecast.dropped == 0)
        #expect(forecast.p95MS.map { $0.value > 60_000 } ?? false)
    }

    @Test func `what no cold start showed is not called impossible`() throws {
        let forecast = try SettingForecast(of: setting(), under: question(.constant(rate: 1)))
        #expect(forecast.throttledShare.value == 0)
        #expect(forecast.throttledShare.high > 0)
    }

    @Test func `SnapStart and provisioned concurrency exclude each other`() throws {
        var question = try question(.poisson(rate: 1))
        question.usesSnapStart = true
        question.provisioned = try .constant(1)
        #expect(throws: Scenario.Refusal.snapStartExcludes) {
            try SettingForecast(of: setting(), under: question)
        }
    }
}
