import LambdaPlatform
import Measurement

/// The lines that Lambda itself writes into a function's log.
///
/// - Source: AWS Lambda Developer Guide, "Understanding the log format" and "Lambda Telemetry API
///   Event schema reference": `platform.start`, `platform.report` and the REPORT line.
package enum PlatformLines: String, Hashable, Sendable, CaseIterable {
    case text
    case json
}

/// An invocation as its lines tell it.
struct ReportedInvocation: Hashable, Sendable {
    /// The request's id.
    var requestID: String

    /// What was observed.
    var invocation: Invocation

    /// How the answer came, where there was one.
    var response: ObservedResponse?

    /// The trace it belongs to, where it is sampled.
    var trace: Trace?

    /// A trace and the segment of the function in it.
    struct Trace: Hashable, Sendable {
        let id: String
        let segment: String
    }
}

extension PlatformLines {
    /// The line that precedes everything an invocation writes.
    func start(_ requestID: String, of version: String, at seconds: Double) -> String {
        switch self {
        case .text: "START RequestId: \(requestID) Version: \(version)"
        case .json:
            event("start", at: seconds, #""requestId":"\#(requestID)","version":"\#(version)""#)
        }
    }

    /// The lines that follow it.
    func end(_ reported: ReportedInvocation, at seconds: Double) -> [String] {
        switch self {
        case .text:
            ["END RequestId: \(reported.requestID)", reported.text]
        case .json:
            [
                event("runtimeDone", at: seconds, reported.runtimeDone),
                event("report", at: seconds, reported.record),
            ]
        }
    }

    /// The line of an INIT that failed.
    func failedInit(durationMS: Double, errorType: String, at seconds: Double) -> String {
        let isTimeout = errorType == "Sandbox.Timedout"
        switch self {
        case .text:
            return "INIT_REPORT Init Duration: \(decimals(durationMS, 2)) ms\tPhase: init\tStatus: "
                + (isTimeout ? "timeout" : "error\tError Type: \(errorType)")
        case .json:
            let status =
                isTimeout ? #""timeout""# : #""error","errorType":"\#(errorType.inJSON)""#
            return event(
                "initReport",
                at: seconds,
                #""initializationType":"on-demand","phase":"init","status":\#(status),"#
                    + #""metrics":{"durationMs":\#(decimals(durationMS, 3))}"#
            )
        }
    }

    private func event(_ type: String, at seconds: Double, _ record: String) -> String {
        #"{"time":"\#(timestamp(seconds))","type":"platform.\#(type)","record":{\#(record)}}"#
    }
}

extension ReportedInvocation {
    fileprivate var text: String {
        let billed = invocation.billedDurationMS
        var fields = [
            "REPORT RequestId: \(requestID)",
            "Duration: \(decimals(invocation.durationMS, 2)) ms",
            "Billed Duration: \(billed) ms",
            "Memory Size: \(invocation.memoryMB.megabytes) MB",
            "Max Memory Used: \(usedMB) MB",
        ]
        if let initMS = invocation.initDurationMS {
            fields.append("Init Duration: \(decimals(initMS, 2)) ms")
        }
        if let trace {
            fields.append(
                "XRAY TraceId: \(trace.id)\tSegmentId: \(trace.segment)\tSampled: true"
            )
        }
        if let status {
            fields.append("Status: \(status)")
            if status != "timeout", let errorType = invocation.errorType {
                fields.append("Error Type: \(errorType)")
            }
        }
        return fields.joined(separator: "\t")
    }

    fileprivate var record: String {
        var metrics = [
            #""durationMs":\#(decimals(invocation.durationMS, 3))"#,
            #""billedDurationMs":\#(invocation.billedDurationMS)"#,
            #""memorySizeMB":\#(invocation.memoryMB.megabytes)"#,
            #""maxMemoryUsedMB":\#(usedMB)"#,
        ]
        if let initMS = invocation.initDurationMS {
            metrics.append(#""initDurationMs":\#(decimals(initMS, 3))"#)
        }
        var fields = runtimeStatus
        fields.append(#""metrics":{\#(metrics.joined(separator: ","))}"#)
        if let trace {
            fields.append(
                #""tracing":{"spanId":"\#(trace.segment)","type":"X-Amzn-Trace-Id","#
                    + #""value":"Root=\#(trace.id);Sampled=1"}"#
            )
        }
        return fields.joined(separator: ",")
    }

    fileprivate var runtimeDone: String {
        var fields = runtimeStatus
        var metrics = #""durationMs":\#(decimals(invocation.durationMS, 3))"#
        if let response {
            metrics += #","producedBytes":\#(response.bytes)"#
            fields.append(#""spans":[\#(spans(of: response))]"#)
        }
        fields.append(#""metrics":{\#(metrics)}"#)
        return fields.joined(separator: ",")
    }

    private func spans(of response: ObservedResponse) -> String {
        let start = invocation.startedAt
        return [
            ("responseLatency", start, response.latencyMS),
            ("responseDuration", start + response.latencyMS / 1_000, response.durationMS),
        ].map { name, seconds, milliseconds in
            #"{"name":"\#(name)","start":"\#(timestamp(seconds))","#
                + #""durationMs":\#(decimals(milliseconds, 3))}"#
        }.joined(separator: ",")
    }

    private var runtimeStatus: [String] {
        var fields = [#""requestId":"\#(requestID)""#, #""status":"\#(status ?? "success")""#]
        if let errorType = invocation.errorType {
            fields.append(#""errorType":"\#(errorType.inJSON)""#)
        }
        return fields
    }

    /// Lambda's word; nothing for success, of which the text says nothing either.
    private var status: String? {
        switch invocation.status {
        case .success: nil
        case .error, .outOfMemory: "error"
        case .failure: "failure"
        case .timeout: "timeout"
        }
    }

    /// Rounded up, and never more than there is.
    private var usedMB: Int {
        let used = Int((invocation.maxMemoryUsedMB ?? 0).rounded(.up))
        return min(used, invocation.memoryMB.megabytes)
    }
}
