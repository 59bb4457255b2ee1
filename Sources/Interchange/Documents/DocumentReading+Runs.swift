extension DocumentReading {
    /// Takes the single runs at each memory size that aws-lambda-tuner reports as JSON.
    ///
    /// - Source: aws-lambda-tuner 2.1, `reporting/service.py` (`memory_size`, `test_runs`) and
    ///   `report_service.py` (`memory_mb`, `executions`).
    mutating func takeRuns(_ sizes: [JSONTree], of report: JSONTree) {
        let name = report["metadata"]?["function_name"] ?? report["metadata"]?["function_arn"]
        for size in sizes {
            for run in (size["test_runs"] ?? size["executions"])?.elements ?? [] {
                var row: [String: JSONTree] = [:]
                row["function"] = name
                row["memory"] = size["memory_size"] ?? size["memory_mb"]
                row["duration"] = run["duration_ms"] ?? run["duration"]
                row["billedDuration"] = run["billed_duration_ms"] ?? run["billed_duration"]
                row["memoryUsed"] = run["memory_used_mb"] ?? run["memory_used"]
                row["coldStart"] = run["cold_start"]
                row["error"] = run["error"]
                row["timestamp"] = run["timestamp"]
                takeRow(.object(row))
            }
        }
    }
}
