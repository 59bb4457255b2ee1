import Foundation
import LambdaPlatform
import Measurement
import Reports
import Tuning

extension ReportCommand {
    func run() async throws {
        let measured = try runs.map { try RunFolder(url: URL(filePath: $0)).read() }
        let conditions = choosing.conditions(tariff: try platform.tariff())
        let text: String
        if let report = format.report {
            var findings: [Findings] = []
            for run in measured { findings.append(try await self.findings(of: run, conditions)) }
            text = try Report.text(findings, as: report)
        } else {
            text = try measured.map { try format.text($0, under: conditions) }.joined()
        }
        try write(text)
    }

    /// What is reported about a run, with its traffic where that was asked for.
    private func findings(of run: MeasuredRun, _ conditions: Conditions) async throws -> Findings {
        let tuned = try TunedRun(fitting: run).supposing(platform.supposed())
        var findings = Findings(of: tuned, under: conditions)
        guard let traffic = load.traffic else { return findings }
        let inquiry = CapacityInquiry(
            traffic: traffic,
            load: load,
            prices: prices,
            region: platform.region,
            architecture: platform.architecture,
            p95MS: choosing.p95,
            strategy: findings.recommendation.choice.strategy,
            isPlain: plain
        )
        findings.capacity = try await inquiry.findings(for: tuned)
        return findings
    }

    private func write(_ text: String) throws {
        guard let out else {
            try printResult(text, terminator: "")
            return
        }
        do {
            try Data(text.utf8).write(to: URL(filePath: out), options: .atomic)
        } catch {
            throw RunFolder.Failure.cannotWrite(path: out, reason: error.localizedDescription)
        }
    }
}
