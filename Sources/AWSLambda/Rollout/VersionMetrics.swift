package import Foundation

/// How a version behind an alias has fared in a span of time.
package struct VersionReading: Hashable, Sendable {
    /// Invocations that ran the version.
    package var invocations: Double

    /// Invocations of it that failed.
    package var errors: Double

    /// The 95th percentile of its durations; nil without invocations.
    ///
    /// - Unit: ms.
    package var p95MS: Double?

    /// Invocations of the alias that were throttled; a throttled invocation reaches no version.
    package var throttles: Double

    package init(invocations: Double, errors: Double, p95MS: Double?, throttles: Double) {
        self.invocations = invocations
        self.errors = errors
        self.p95MS = p95MS
        self.throttles = throttles
    }
}

/// Reads CloudWatch's metrics of a version behind an alias.
///
/// - Source: AWS Lambda Developer Guide, "Types of metrics for Lambda functions" (dimensions
///   `Resource` and `ExecutedVersion`); Amazon CloudWatch API Reference, GetMetricData.
package struct VersionMetrics: Sendable {
    /// What signs and sends to CloudWatch.
    package let caller: ServiceCaller

    package init(caller: ServiceCaller) {
        self.caller = caller
    }

    /// What was recorded between two moments.
    package func reading(
        function: String,
        alias: String,
        version: String,
        from start: Date,
        to end: Date
    ) async throws(CallFailure) -> VersionReading {
        let resource = [("FunctionName", function), ("Resource", "\(function):\(alias)")]
        let ofVersion = resource + [("ExecutedVersion", version)]
        // One period over the whole span; periods are whole minutes.
        let minutes = max(1, Int((end.timeIntervalSince(start) / 60).rounded(.up)))
        let queries = [
            Query("invocations", "Invocations", "Sum", ofVersion, minutes * 60),
            Query("errors", "Errors", "Sum", ofVersion, minutes * 60),
            Query("p95", "Duration", "p95", ofVersion, minutes * 60),
            Query("throttles", "Throttles", "Sum", resource, minutes * 60),
        ]
        let body = Request(
            startTime: start.timeIntervalSince1970.rounded(.down),
            endTime: end.timeIntervalSince1970.rounded(.up),
            queries: queries
        )
        let call = ServiceCall(
            "GetMetricData",
            "POST",
            "/",
            headers: [
                Field("Content-Type", "application/x-amz-json-1.0"),
                Field("X-Amz-Target", "GraniteServiceVersion20100801.GetMetricData"),
            ],
            body: Self.encoded(body)
        )
        let response = try await caller.send(call)
        guard let answer = try? JSONDecoder().decode(Answer.self, from: response.body) else {
            throw .unreadable(operation: "GetMetricData", reason: "it is not the documented JSON")
        }
        return answer.reading
    }
}

extension VersionMetrics {
    private static func encoded(_ request: Request) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(request)) ?? Data()
    }

    private struct Request: Encodable {
        let startTime: Double
        let endTime: Double
        let queries: [Query]

        private enum CodingKeys: String, CodingKey {
            case startTime = "StartTime"
            case endTime = "EndTime"
            case queries = "MetricDataQueries"
        }
    }

    private struct Query: Encodable {
        let id: String
        let stat: MetricStat

        init(
            _ id: String,
            _ metric: String,
            _ statistic: String,
            _ dimensions: [(String, String)],
            _ period: Int
        ) {
            self.id = id
            stat = MetricStat(
                metric: Metric(
                    name: metric,
                    dimensions: dimensions.map { Dimension(name: $0.0, value: $0.1) }
                ),
                period: period,
                statistic: statistic
            )
        }

        private enum CodingKeys: String, CodingKey {
            case id = "Id"
            case stat = "MetricStat"
        }
    }

    private struct MetricStat: Encodable {
        let metric: Metric
        let period: Int
        let statistic: String

        private enum CodingKeys: String, CodingKey {
            case metric = "Metric"
            case period = "Period"
            case statistic = "Stat"
        }
    }

    private struct Metric: Encodable {
        let namespace = "AWS/Lambda"
        let name: String
        let dimensions: [Dimension]

        private enum CodingKeys: String, CodingKey {
            case namespace = "Namespace"
            case name = "MetricName"
            case dimensions = "Dimensions"
        }
    }

    private struct Dimension: Encodable {
        let name: String
        let value: String

        private enum CodingKeys: String, CodingKey {
            case name = "Name"
            case value = "Value"
        }
    }

    private struct Answer: Decodable {
        let results: [Result]

        struct Result: Decodable {
            let id: String
            let values: [Double]?

            private enum CodingKeys: String, CodingKey {
                case id = "Id"
                case values = "Values"
            }
        }

        private enum CodingKeys: String, CodingKey { case results = "MetricDataResults" }

        var reading: VersionReading {
            func values(_ id: String) -> [Double] { results.first { $0.id == id }?.values ?? [] }
            return VersionReading(
                invocations: values("invocations").reduce(0, +),
                errors: values("errors").reduce(0, +),
                // A span can straddle two periods: the worse of them counts.
                p95MS: values("p95").max(),
                throttles: values("throttles").reduce(0, +)
            )
        }
    }
}
