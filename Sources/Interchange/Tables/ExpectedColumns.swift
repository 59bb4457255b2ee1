/// The columns in which an export of Compute Optimizer tells what it expects at other settings.
///
/// - Source: AWS Compute Optimizer User Guide, "Exported files", Lambda functions:
///   `recommendationOptions_<rank>_configuration_memorySize` and
///   `recommendationOptions_<rank>_projectedUtilizationMetrics_durationExpected`.
struct ExpectedColumns {
    private var memory: [Int: Int] = [:]
    private var duration: [Int: Int] = [:]

    /// Looks at a column's name.
    mutating func note(_ name: String, _ column: Int) {
        let parts = name.split(separator: "_", maxSplits: 2).map { $0.lowercased() }
        guard parts.count == 3, parts[0] == "recommendationoptions", let rank = Int(parts[1])
        else { return }
        switch parts[2] {
        case "configuration_memorysize": memory[rank] = column
        case "projectedutilizationmetrics_durationexpected": duration[rank] = column
        default: break
        }
    }

    /// The expectations of a record, the best first; empty cells are none.
    func lines(of fields: CSVFields) -> [ReportLine] {
        memory.sorted { $0.key < $1.key }.compactMap { rank, column in
            guard let memoryMB = fields.figure(column),
                let durationMS = duration[rank].flatMap(fields.figure)
            else { return nil }
            var line = ReportLine()
            line.memoryMB = memoryMB
            line.durationMS = durationMS
            line.isProjected = true
            return line
        }
    }
}
