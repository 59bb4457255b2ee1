import ArgumentParser
import Interchange
import LambdaPlatform
import Measurement
import Reports
import Tuning

/// What a run can be written as.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case markdown, html, csv, json, svg
    case samplesJSON = "samples-json"
    case samplesCSV = "samples-csv"
    case powerTuning = "power-tuning"
    case shareLink = "share-link"
}

extension ReportFormat {
    /// The kind of report, for formats that hold findings; nil for those that hold the run itself.
    var report: Report.Format? { Report.Format(rawValue: rawValue) }

    /// Writes a run in a form for other programs; empty for reports.
    func text(_ run: MeasuredRun, under conditions: Conditions) throws -> String {
        switch self {
        case .samplesJSON: return try SampleDocument(run).text()
        case .samplesCSV: return SampleTable.text(run.invocations)
        case .powerTuning: return try Self.powerTuning(run, conditions).text()
        case .shareLink: return try Self.powerTuning(run, conditions).link.text + "\n"
        case .markdown, .html, .csv, .json, .svg: return ""
        }
    }

    private static func powerTuning(
        _ run: MeasuredRun,
        _ conditions: Conditions
    ) throws -> PowerTuningResult {
        let strategies = Set(run.invocations.map(\.strategy)).sorted()
        for strategy in strategies {
            let tariff = conditions.tariff
            if let result = PowerTuningResult(of: run, strategy: strategy, tariff: tariff) {
                return result
            }
        }
        throw TuningFailure.noInvocations
    }
}
