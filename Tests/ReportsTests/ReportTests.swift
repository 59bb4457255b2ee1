import Estimation
import Foundation
import LambdaPlatform
import Measurement
import Testing
import Tuning

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Reports

struct ReportTests {
    private func findings(
        name: String = "matrix-product",
        configured: Int? = 512
    ) throws -> Findings {
        let run = SampleRun.measured(name: name, configured: configured)
        return try Findings(of: TunedRun(fitting: run), under: SampleRun.conditions())
    }

    @Test func `the headline compares the choice with today's setting`() throws {
        let findings = try findings()
        let choice = findings.recommendation.choice
        let today = try #require(findings.comparison).current
        let isFaster = choice.durationMS.value < today.durationMS.value
        let isCheaper = choice.costPerMillion.value < today.costPerMillion.value
        #expect(findings.headline.contains("instead of 512 MB"))
        #expect(findings.headline.contains(isFaster ? "× faster, " : "× slower, "))
        #expect(findings.headline.contains(isCheaper ? " % cheaper, " : " % more expensive, "))
        #expect(findings.headline.contains("a month at 10 M invocations"))
    }

    @Test func `without a setting in use the headline is the choice`() throws {
        #expect(try findings(configured: nil).headline.hasSuffix("per million invocations."))
    }

    @Test func `the JSON has what programs are promised`() throws {
        let text = try Report.text([findings()], as: .json)
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        let choice = try #require(object["choice"] as? [String: Any])
        let curve = try #require(object["curve"] as? [[String: Any]])
        #expect(choice["memoryMB"] is Int)
        #expect(choice["strategy"] is String)
        #expect(object["reasons"] is [String])
        #expect(object["cautions"] is [[String: String]])
        for point in curve {
            let low = try #require(point["low"] as? Double)
            let high = try #require(point["high"] as? Double)
            let duration = try #require(point["durationMS"] as? Double)
            #expect((low...high).contains(duration))
            #expect(point["costPerMillionUSD"] is Double)
            #expect(point["projected"] is Bool)
        }
    }

    /// The durations are those that ``SampleRun`` was made from.
    @Test(arguments: [ThreadingStrategy.single, .dispatch])
    func `the curve in the JSON follows the run`(strategy: ThreadingStrategy) throws {
        let options = try findings().lines.filter { $0.strategy == strategy }.flatMap(\.options)
        for option in options where option.isMeasured {
            let truth = SampleRun.durationMS(option.memory.megabytes, strategy)
            #expect(abs(option.durationMS.value / truth - 1) < 0.03)
        }
    }

    @Test func `every measured setting is in the table with its mark`() throws {
        let rows = SettingsTable(try findings()).rows
        for megabytes in SampleRun.settings {
            let memory = "\(Figures.grouped(megabytes)) MB"
            let mark = megabytes > 3_584 ? "projected" : "measured"
            #expect(rows.filter { $0[1] == memory && $0[8].hasPrefix(mark) }.count == 2)
        }
        #expect(rows.count { $0[8].hasSuffix("chosen") } == 1)
    }

    @Test(arguments: Report.Format.allCases)
    func `a hostile name stays a name in every format`(format: Report.Format) throws {
        let name = "<script>alert(1)</script>\u{1B}[2J|`x`"
        let text = try Report.text([findings(name: name)], as: format)
        #expect(!text.unicodeScalars.contains { $0.value == 0x1B })
        // JSON and CSV hold names as they are; in Markdown's code blocks nothing is interpreted.
        guard format != .json, format != .csv else { return }
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("    ") }
        #expect(!lines.contains { $0.contains("<script") })
    }

    @Test func `several functions are ranked by what a month costs less`() throws {
        let few = try findings(name: "few", configured: 1_792)
        let many = try findings(name: "many", configured: 10_240)
        let none = try findings(name: "none", configured: nil)
        #expect(SavingsTable([few, none, many]).rows.map { $0[0] } == ["many", "few", "none"])
        let page = try Report.text([few, none, many], as: .html)
        #expect(page.contains("Functions in order of what a month costs less"))
        // "many" is the third of the functions, and its row leads to its chapter.
        #expect(page.contains("<a href=\"#function-3\">many</a>"))
        #expect(page.contains("<section id=\"function-3\"><h2>many</h2>"))
    }

    @Test func `the page holds no script and asks for nothing`() throws {
        let page = try Report.text([findings()], as: .html)
        for forbidden in ["<script", "http://", "https://", "src=", "@import", "url("] {
            let rest = page.replacing("http://www.w3.org/2000/svg", with: "")
            #expect(!rest.contains(forbidden), "\(forbidden)")
        }
    }

    @Test(arguments: [Report.Format.html, .svg])
    func `markup is well formed`(format: Report.Format) throws {
        var text = try Report.text([findings()], as: format)
        text = text.replacing("<!DOCTYPE html>", with: "")
        // HTML leaves `meta` open; nothing else.
        text = text.replacing(#/<meta([^>]*)>/#) { "<meta\($0.1)/>" }
        let parser = XMLParser(data: Data(text.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
    }

    /// 5 ms of database and 2 ms of HTTP in every invocation: the rest is compute, which gains.
    @Test func `traced runs show their phases at each setting`() throws {
        let plain = SampleRun.measured(configured: 512)
        let traced = plain.invocations.map { invocation in
            var traced = invocation
            traced.databaseMS = 5
            traced.httpMS = 2
            return traced
        }
        let run = MeasuredRun(record: plain.record, invocations: traced)
        let findings = try Findings(of: TunedRun(fitting: run), under: SampleRun.conditions())
        let rows = PhasesTable(findings).rows
        #expect(rows.count == 2 * SampleRun.settings.count)
        #expect(rows.allSatisfy { $0[3] == "5.00" && $0[4] == "2.00" })
        #expect(findings.phaseFindings.count == 2)
        #expect(findings.phaseFindings.allSatisfy { $0.contains("compute (") })
        let page = try Report.text([findings], as: .html)
        #expect(page.contains("<h3>Phases</h3>"))
        #expect(page.contains("Phases of a warm invocation, single"))
        #expect(try Report.text([findings], as: .markdown).contains("## Phases"))
        #expect(try !Report.text([self.findings()], as: .html).contains("<h3>Phases</h3>"))
    }

    @Test func `CSV has one line for each option and the same number of fields in each`() throws {
        let findings = try findings()
        let lines = try Report.text([findings], as: .csv).split(separator: "\r\n")
        #expect(lines.count == 1 + findings.lines.flatMap(\.options).count)
        #expect(Set(lines.map { $0.count { $0 == "," } }).count == 1)
    }
}
