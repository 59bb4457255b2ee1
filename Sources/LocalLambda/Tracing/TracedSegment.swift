import Foundation

/// A segment or subsegment as AWS X-Ray's clients send it to their daemon.
///
/// - Source: AWS X-Ray Developer Guide, "AWS X-Ray segment documents".
struct TracedSegment: Decodable, Hashable, Sendable {
    /// The trace it belongs to; subsegments inside another one leave it away.
    let trace: String?

    /// When it began, in seconds since 1970.
    let start: Double

    /// When it ended; nothing while it is in progress.
    let end: Double?

    /// `aws` for calls of AWS, `remote` for other calls, nothing for work of its own.
    let namespace: String?

    /// The service or host that was called, or the name of the work.
    let name: String

    /// Whether it is a query of a database.
    let isQuery: Bool

    /// What happened inside it.
    let inside: [TracedSegment]

    private enum CodingKeys: String, CodingKey {
        case trace = "trace_id"
        case start = "start_time"
        case end = "end_time"
        case sql
        case inside = "subsegments"
        case namespace, name
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        trace = try values.decodeIfPresent(String.self, forKey: .trace)
        start = try values.decode(Double.self, forKey: .start)
        end = try values.decodeIfPresent(Double.self, forKey: .end)
        namespace = try values.decodeIfPresent(String.self, forKey: .namespace)
        name = try values.decodeIfPresent(String.self, forKey: .name) ?? ""
        isQuery = values.contains(.sql)
        inside = try values.decodeIfPresent([TracedSegment].self, forKey: .inside) ?? []
    }
}

extension TracedSegment {
    /// Reads what a client sent: a line of JSON that names the format, then the segment.
    ///
    /// - Edge cases: nil for whatever is not that; it comes from a function and may be anything.
    init?(datagram: [UInt8]) {
        guard let newline = datagram.firstIndex(of: 0x0A),
            let segment = try? JSONDecoder().decode(
                TracedSegment.self,
                from: Data(datagram[(newline + 1)...])
            )
        else { return nil }
        self = segment
    }

    /// What a function waits for.
    enum Wait: Hashable {
        case database, http
    }

    /// What was waited for, unless it is work of the function's own.
    var wait: Wait? {
        if isQuery { return .database }
        guard namespace == "aws" || namespace == "remote" else { return nil }
        return Self.databases.contains(name.lowercased()) ? .database : .http
    }

    /// Names under which AWS's clients call databases.
    private static let databases: Set<String> = [
        "dynamodb", "rdsdataservice", "rds-data", "redshiftdataapiservice", "redshift-data", "dax",
        "timestreamquery", "timestreamwrite", "qldbsession", "keyspaces", "neptunedata",
    ]
}

/// How long an invocation waited, by what for.
struct TracedWaits: Hashable, Sendable {
    /// Waiting for databases.
    ///
    /// - Unit: ms.
    var databaseMS = 0.0

    /// Waiting for other services.
    ///
    /// - Unit: ms.
    var httpMS = 0.0

    /// Adds up the segments of one invocation.
    ///
    /// - Shape: time in which several calls run at once counts once, as database if any is.
    init(_ segments: [TracedSegment]) {
        var spans: [TracedSegment.Wait: [Span]] = [:]
        Self.collect(segments, into: &spans)
        let database = Self.length(of: spans[.database] ?? [])
        let all = Self.length(of: spans.values.flatMap(\.self))
        databaseMS = database * 1_000
        httpMS = (all - database) * 1_000
    }

    private struct Span {
        let start: Double
        let end: Double
    }

    private static func collect(
        _ segments: [TracedSegment],
        into spans: inout [TracedSegment.Wait: [Span]]
    ) {
        for segment in segments {
            if let wait = segment.wait, let end = segment.end, end > segment.start {
                spans[wait, default: []].append(Span(start: segment.start, end: end))
            } else {
                collect(segment.inside, into: &spans)
            }
        }
    }

    /// The length of the union, in seconds.
    private static func length(of spans: [Span]) -> Double {
        var total = 0.0
        var covered = -Double.infinity
        for span in spans.sorted(by: { $0.start < $1.start }) {
            total += max(0, span.end - max(span.start, covered))
            covered = max(covered, span.end)
        }
        return total
    }
}
