import Capacity
import Estimation
import Foundation
import LambdaPlatform
import Testing
import Tuning

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Reports

struct CapacityReportTests {
    /// Ten requests a second of 400 ms at 128 MB and of 100 ms at 512 MB, INIT 200 ms.
    private static func capacity(
        name: String = "thumbnail",
        p95MS: Double? = nil,
        neighbours: [SimulatedFunction] = []
    ) async throws -> CapacityFindings {
        let question = ForecastQuestion(
            traffic: try .poisson(rate: 10),
            pricing: try Pricing(region: "us-east-1", architecture: .x86_64),
            neighbours: neighbours,
            requestsPerSetting: 20_000
        )
        let settings = try [(128, 400.0), (512, 100)].map { megabytes, mean in
            ForecastSetting(
                memory: try MemorySetting(megabytes: megabytes),
                times: ServiceTimes(
                    warm: try .constant(ms: mean),
                    initial: try .constant(ms: 200)
                )
            )
        }
        let limits = ForecastLimits(p95MS: p95MS)
        return CapacityFindings(
            forecast: try await Forecast(of: settings, under: question, limits: limits, width: 1),
            question: question,
            function: name,
            strategy: "single"
        )
    }

    /// AWS's prices: 26.28 M requests, 0.1 s × 0.5 GB or 0.4 s × 0.125 GB each: 1,314,000 GB-s.
    @Test func `the tables hold the month that arithmetic gives`() async throws {
        let findings = try await Self.capacity()
        let rows = CapacityTable(findings).rows
        #expect(rows.map { $0[0] } == ["128 MB", "512 MB"])
        let busy = findings.forecast.settings.map(\.concurrency.value)
        #expect(abs(busy[0] - 4) < 0.1 && abs(busy[1] - 1) < 0.03)
        let bill = BillTable(findings)
        #expect(
            bill.header == ["Memory", "Requests", "Duration", "INIT", "Total", "90 % interval"]
        )
        let duration = findings.forecast.settings.map { $0.bill[.duration].units }
        for amount in duration { #expect(abs(amount / (1_314_000 * 0.0000166667) - 1) < 0.01) }
        #expect(bill.rows.allSatisfy { $0[1] == "$5.26" })
    }

    @Test func `the chosen row and the headline follow the limit`() async throws {
        let findings = try await Self.capacity(p95MS: 300)
        #expect(findings.headline.hasPrefix("Cheapest with p95 at most 300 ms: 512 MB, $"))
        #expect(CapacityTable(findings).rows.map { $0[10].hasSuffix("chosen") } == [false, true])
        let none = try await Self.capacity(p95MS: 1)
        #expect(none.headline == "No setting meets the limits (p95 at most 1.00 ms).")
    }

    @Test func `the account's other functions are beside it`() async throws {
        let neighbour = SimulatedFunction(
            name: "noisy",
            traffic: try .poisson(rate: 5),
            times: ServiceTimes(warm: try .exponential(meanMS: 1_000))
        )
        let findings = try await Self.capacity(neighbours: [neighbour])
        #expect(NeighboursTable(findings).rows.map { $0[1] } == ["noisy", "noisy"])
        // Little's law: 5 a second for 1 s.
        for forecast in findings.forecast.settings {
            #expect(abs(forecast.neighbours[0].concurrency.value - 5) < 0.4)
        }
        #expect(try Report.text(of: findings, as: .html)?.contains("noisy") == true)
    }

    @Test(arguments: ["thumbnail", "<script>alert(1)</script>\u{1B}[2J|`x`"])
    func `the page is well formed, and a hostile name stays a name`(name: String) async throws {
        let findings = try await Self.capacity(name: name)
        var page = try #require(try Report.text(of: findings, as: .html))
        #expect(!page.contains("<script") && !page.unicodeScalars.contains { $0.value == 0x1B })
        page = page.replacing("<!DOCTYPE html>", with: "")
            .replacing(#/<meta([^>]*)>/#) { "<meta\($0.1)/>" }
        let parser = XMLParser(data: Data(page.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        for text in [Report.plainText(of: findings), MarkdownReport.text(of: findings)] {
            #expect(!text.unicodeScalars.contains { $0.value == 0x1B })
        }
    }

    @Test func `a report of a run carries its traffic in every format that can hold it`()
        async throws
    {
        let run = SampleRun.measured(configured: 512)
        var findings = try Findings(of: TunedRun(fitting: run), under: SampleRun.conditions())
        findings.capacity = try await Self.capacity()
        #expect(try Report.text([findings], as: .markdown).contains("## Capacity"))
        #expect(try Report.text([findings], as: .html).contains("<h3>Capacity</h3>"))
        let json = try JSONSerialization.jsonObject(
            with: Data(Report.text([findings], as: .json).utf8)
        )
        let capacity = try #require((json as? [String: Any])?["capacity"] as? [String: Any])
        #expect((capacity["settings"] as? [Any])?.count == 2)
    }

    /// Cooper (1981) as in `BreakEven`; at ten requests a second of 100 ms one environment is busy a
    /// half of the time: less than the 0.60 that pays.
    @Test func `the notes tell when provisioned concurrency pays`() async throws {
        let notes = try await Self.capacity(p95MS: 300).notes
        #expect(notes.contains { $0.contains("pays for itself when busy 60 % of the time; none") })
        #expect(notes.contains { $0.contains("by Little's law") })
    }

    @Test(arguments: [
        (0.0, "0 %"), (0.1234, "12 %"), (0.03, "3.0 %"), (0.0024, "0.24 %"), (0.00031, "0.031 %"),
        (0.000031, "0.0031 %"),
    ])
    func `a small share keeps two significant figures`(share: Double, text: String) {
        #expect(Figures.percent(share) == text)
    }
}
