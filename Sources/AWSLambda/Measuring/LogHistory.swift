import Foundation
import LambdaPlatform
package import Measurement

/// What a function's own logs tell about its past invocations, read without changing anything.
///
/// - Source: Amazon CloudWatch Logs API Reference, StartQuery and GetQueryResults; CloudWatch Logs
///   Insights query syntax.
package struct LogHistory: Sendable {
    /// What signs and sends to CloudWatch Logs.
    package let caller: ServiceCaller

    /// The most rows that a query returns.
    ///
    /// - Source: Amazon CloudWatch Logs User Guide, "limit".
    package static let mostRows = 10_000

    package init(caller: ServiceCaller) {
        self.caller = caller
    }

    /// The query: reports in either log format, oldest first.
    package static let query =
        #"filter @message like /^REPORT RequestId/ or @message like /"platform.report"/ "#
        + "| fields @timestamp, @message | sort @timestamp asc | limit \(mostRows)"

    /// Reads the reports of a span of time.
    ///
    /// - Parameters:
    ///   - logGroup: The function's log group.
    ///   - start: Seconds since 1970.
    ///   - end: Seconds since 1970.
    /// - Returns: The invocations in order, and whether there were more than a query returns.
    /// - Throws: ``DeploymentFailure``.
    package func invocations(
        logGroup: String,
        from start: Double,
        to end: Double
    ) async throws(DeploymentFailure) -> (invocations: [Invocation], isTruncated: Bool) {
        let query = StartQuery(
            logGroupName: logGroup,
            startTime: Int(start),
            endTime: Int(end.rounded(.up)),
            queryString: Self.query,
            limit: Self.mostRows
        )
        let started: QueryID
        do {
            started = try await call("StartQuery", query)
        } catch {
            throw .call(error)
        }
        let rows = try await Attempts(caller.surroundings).until {
            () async throws(CallFailure) -> [[Cell]]? in
            let answer: Results = try await call("GetQueryResults", started)
            switch answer.status {
            case "Complete": return answer.results
            case "Scheduled", "Running", "Unknown": return nil
            default:
                throw .unreadable(
                    operation: "GetQueryResults",
                    reason: "the query ended as \(answer.status.printableLine())"
                )
            }
        }
        return (rows.compactMap(Self.invocation).numbered, rows.count >= Self.mostRows)
    }
}

extension LogHistory {
    private func call<Answer: Decodable>(
        _ operation: String,
        _ body: some Encodable
    ) async throws(CallFailure) -> Answer {
        let response = try await caller.send(
            ServiceCall(
                operation,
                "POST",
                "/",
                headers: [
                    Field("Content-Type", "application/x-amz-json-1.1"),
                    Field("X-Amz-Target", "Logs_20140328.\(operation)"),
                ],
                body: (try? JSONEncoder().encode(body)) ?? Data()
            )
        )
        guard let answer = try? JSONDecoder().decode(Answer.self, from: response.body) else {
            throw .unreadable(operation: operation, reason: "it is not the documented JSON")
        }
        return answer
    }

    private static func invocation(_ row: [Cell]) -> Invocation? {
        func value(_ name: String) -> String? { row.first { $0.field == name }?.value }
        guard let message = value("@message"), let report = PlatformReport(line: message) else {
            return nil
        }
        return Invocation(
            memoryMB: report.memory,
            strategy: .single,
            durationMS: report.durationMS,
            billedDurationMS: report.billedDurationMS,
            initDurationMS: report.initDurationMS,
            maxMemoryUsedMB: report.maxMemoryUsedMB,
            cold: report.initDurationMS != nil,
            status: report.status,
            errorType: report.errorType,
            source: .aws,
            startedAt: value("@timestamp").flatMap(seconds) ?? 0
        )
    }

    /// Reads a time such as `2026-06-25 23:59:41.096`, which is in UTC.
    private static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: " ")
        guard parts.count == 2 else { return nil }
        return TemporaryKeys.date("\(parts[0])T\(parts[1])Z")?.timeIntervalSince1970
    }

    private struct StartQuery: Encodable {
        let logGroupName: String
        let startTime: Int
        let endTime: Int
        let queryString: String
        let limit: Int
    }

    private struct QueryID: Codable {
        let queryId: String
    }

    private struct Results: Decodable {
        let results: [[Cell]]
        let status: String
    }

    private struct Cell: Decodable {
        let field: String?
        let value: String?
    }
}

extension [Invocation] {
    /// The same invocations, counted from 0.
    fileprivate var numbered: [Invocation] {
        enumerated().map { index, invocation in
            var numbered = invocation
            numbered.sequence = index
            return numbered
        }
    }
}
