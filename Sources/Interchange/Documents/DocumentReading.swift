import Measurement

/// Finds invocations in a JSON document: power-tuning results, Logs Insights and log exports,
/// Compute Optimizer recommendations.
struct DocumentReading {
    /// Takes invocations and problems.
    var log: LogReading

    /// Whether the figures are means over an unknown number of invocations.
    private(set) var areMeans = false

    init(log: LogReading) {
        self.log = log
    }

    /// Notes that a figure was a mean.
    mutating func noteMeans() {
        areMeans = true
    }
}

extension DocumentReading {
    /// Takes a document, whatever of these it is.
    ///
    /// - Throws: ``ImportFailure`` for a power-tuning result whose link is damaged, and for a
    ///   document that is none of these.
    mutating func take(_ tree: JSONTree, name: String) throws(ImportFailure) {
        if tree["power"] != nil || tree["stats"] != nil || tree["stateMachine"] != nil {
            try takePowerTuning(tree)
        } else if let output = tree["output"] {
            // What Step Functions shows of an execution: the output as text inside the JSON.
            guard let text = output.text else { return try take(output, name: name) }
            try take(try JSONTree(text: text, name: name), name: name)
        } else if let runs = (tree["results"] ?? tree)["configurations"]?.elements {
            takeRuns(runs, of: tree)
        } else if let rows = tree["results"]?.elements, rows.first?["test_runs"] != nil {
            takeRuns(rows, of: tree)
        } else if let rows = tree["results"]?.elements {
            rows.forEach { takeRow(Self.flattened($0)) }
        } else if let events = tree["events"]?.elements {
            events.forEach { takeMessage($0["message"]?.text ?? "") }
        } else if let list = (tree["lambdaFunctionRecommendations"] ?? tree["recommendations"]) {
            list.elements.forEach { takeRecommendation($0) }
        } else if !tree.elements.isEmpty {
            try takeArray(tree.elements, name: name)
        } else {
            throw .unknownFormat(name: name)
        }
    }

    private mutating func takeArray(
        _ elements: [JSONTree],
        name: String
    ) throws(ImportFailure) {
        if elements[0]["averageDuration"] != nil {
            try takePowerTuning(.object(["stats": .array(elements)]))
        } else if elements[0]["functionArn"] != nil {
            elements.forEach { takeRecommendation($0) }
        } else if elements[0]["type"] != nil, elements[0]["record"] != nil {
            elements.forEach { takeRow(Self.telemetry($0)) }
        } else {
            elements.forEach { takeRow($0) }
        }
    }
}

extension DocumentReading {
    /// A row that the API gives as a list of field and value, as one object.
    private static func flattened(_ row: JSONTree) -> JSONTree {
        guard !row.elements.isEmpty else { return row }
        var members: [String: JSONTree] = [:]
        for field in row.elements {
            guard let name = field["field"]?.text else { continue }
            members[name] = field["value"]
        }
        return .object(members)
    }

    /// A `platform.report` event as an object with the names that Logs Insights uses.
    private static func telemetry(_ event: JSONTree) -> JSONTree {
        guard event["type"]?.text == "platform.report", let record = event["record"],
            let metrics = record["metrics"]
        else { return .null }
        var members = ["@timestamp": event["time"], "@requestId": record["requestId"]]
        members["@status"] = record["status"]
        members["@errorType"] = record["errorType"]
        members["@duration"] = metrics["durationMs"]
        members["@billedDuration"] = metrics["billedDurationMs"]
        members["@memorySize"] = metrics["memorySizeMB"]
        members["@maxMemoryUsed"] = metrics["maxMemoryUsedMB"]
        members["@initDuration"] = metrics["initDurationMs"]
        members["@restoreDuration"] = metrics["restoreDurationMs"]
        return .object(members.compactMapValues(\.self))
    }

    /// Takes a flat row as it would be a record of CSV with the row's names as the header.
    mutating func takeRow(_ row: JSONTree) {
        guard case .object(let members) = row else { return }
        let cells = members.mapValues(Self.cell).sorted { $0.key < $1.key }
        let header = cells.map(\.key.quotedForCSV).joined(separator: ",")
        let record = cells.map(\.value.quotedForCSV).joined(separator: ",")
        let taken = withBytes(of: header) { header -> Bool in
            guard let layout = CSVLayout(header: header) else { return false }
            return withBytes(of: record) { bytes in
                let fields = CSVFields(bytes, separator: layout.separator)
                guard let line = layout.line(of: fields) else { return true }
                log.take(line, line: log.collector.count + 1, function: layout.function(of: fields))
                return true
            }
        }
        if !taken { log.problems.add("a row without memory and duration") }
    }

    private static func cell(_ value: JSONTree) -> String {
        switch value {
        case .string(let text): text
        case .number(let number): "\(number)"
        case .bool(let isTrue): "\(isTrue)"
        default: ""
        }
    }

    private mutating func takeMessage(_ message: String) {
        withBytes(of: message) { log.take($0, line: log.collector.count + 1) }
    }
}
