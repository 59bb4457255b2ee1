#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Recorded traffic: how many requests arrived in each of a row of intervals.
package struct Trace: Hashable, Sendable {
    /// A stretch of time and the requests in it.
    struct Interval: Hashable, Sendable {
        /// Seconds from the start of the trace.
        let start: Double
        let seconds: Double
        let requests: Int

        var end: Double { start + seconds }
        var rate: Double { Double(requests) / seconds }
    }

    /// The intervals in order, without gaps.
    let intervals: [Interval]

    /// The requests before each interval.
    private let before: [Int]

    /// How long the trace is, in seconds.
    package var seconds: Double { intervals.last?.end ?? 0 }

    /// How many requests were recorded.
    package let requests: Int

    /// Reads a trace from text.
    ///
    /// - Shape: a line for each interval, `second,requests`, where the second is the interval's
    ///   start and rises by the same step from line to line; or a line for each request, `second`.
    ///   Lines that are empty or begin with `#` are skipped, as is a first line of words.
    /// - Throws: ``Refusal`` for lines that cannot be read, are out of order or leave a gap.
    package init(text: String) throws(Refusal) {
        var rows: [Row] = []
        for (index, line) in text.split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        )
        .enumerated() {
            let content = String(line).trimmedSpaces
            guard !content.isEmpty, !content.hasPrefix("#") else { continue }
            if rows.isEmpty, content.first?.isLetter == true { continue }
            rows.append(try Row(content, line: index + 1))
        }
        guard let first = rows.first else { throw .empty }
        for (earlier, later) in zip(rows, rows.dropFirst()) {
            guard (earlier.requests == nil) == (later.requests == nil) else {
                throw .brokenLine(line: later.line)
            }
            guard later.second >= earlier.second else { throw .unsorted(line: later.line) }
        }
        try self.init(
            intervals: first.requests == nil ? Self.seconds(of: rows) : Self.counted(rows)
        )
    }

    private init(intervals: [Interval]) throws(Refusal) {
        self.intervals = intervals
        var before: [Int] = []
        before.reserveCapacity(intervals.count)
        var sum = 0
        for interval in intervals {
            before.append(sum)
            sum += interval.requests
        }
        guard sum > 0 else { throw .noRequests }
        self.before = before
        self.requests = sum
    }

    /// Intervals of equal length from `second,requests` rows.
    private static func counted(_ rows: [Row]) throws(Refusal) -> [Interval] {
        guard rows.count > 1 else { throw .tooShort }
        let origin = rows[0].second
        let step = rows[1].second - origin
        guard step > 0 else { throw .unsorted(line: rows[1].line) }
        var intervals: [Interval] = []
        for (index, row) in rows.enumerated() {
            let expected = origin + Double(index) * step
            guard abs(row.second - expected) <= 1e-6 * max(1, abs(expected)) else {
                throw .gap(line: row.line, expected: expected)
            }
            intervals.append(
                Interval(start: Double(index) * step, seconds: step, requests: row.requests ?? 0)
            )
        }
        return intervals
    }

    /// One-second intervals from rows of single requests; a second without requests is no gap.
    private static func seconds(of rows: [Row]) throws(Refusal) -> [Interval] {
        guard let first = rows.first, let last = rows.last else { throw .empty }
        let length = Int(last.second - first.second) + 1
        guard length <= 31 * 86_400 else { throw .tooLong }
        var counts = [Int](repeating: 0, count: length)
        for row in rows { counts[Int(row.second - first.second)] += 1 }
        return counts.enumerated().map {
            Interval(start: Double($0.offset), seconds: 1, requests: $0.element)
        }
    }
}

extension Trace {
    /// The interval at a moment; after its end the trace begins again.
    func interval(at second: Double) -> Interval {
        intervals[index(at: second - cycles(before: second) * seconds)]
    }

    /// How many whole traces lie before a moment.
    func cycles(before second: Double) -> Double { (second / seconds).rounded(.down) }

    /// The position of the interval at a moment within the trace.
    func index(at second: Double) -> Int {
        min(intervals.count - 1, max(0, Int(second / intervals[0].seconds)))
    }

    /// The requests expected before a moment.
    func requests(before second: Double) -> Double {
        let cycles = cycles(before: second)
        let within = second - cycles * seconds
        let index = index(at: within)
        let interval = intervals[index]
        let part = min(1, (within - interval.start) / interval.seconds)
        return cycles * Double(requests) + Double(before[index]) + part * Double(interval.requests)
    }

    /// Why a trace was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case empty
        case tooShort
        case tooLong
        case noRequests
        case brokenLine(line: Int)
        case unsorted(line: Int)
        case gap(line: Int, expected: Double)

        package var description: String {
            switch self {
            case .empty: "The traffic file has no lines: give 'second,requests' on each."
            case .tooShort:
                "The traffic file has one line: two are needed to tell how long an interval is."
            case .tooLong: "The traffic file spans more than 31 days: give a month at most."
            case .noRequests: "The traffic file has no requests: a forecast needs at least one."
            case .brokenLine(let line):
                "Line \(line) of the traffic file is not 'second,requests' with whole requests from 0."
            case .unsorted(let line):
                "Line \(line) of the traffic file is earlier than the line before it: sort by time."
            case .gap(let line, let expected):
                "Line \(line) of the traffic file should begin at second \(expected): fill the gap, "
                    + "with 0 requests where there were none."
            }
        }
    }
}

/// A line of a traffic file.
private struct Row {
    let line: Int
    let second: Double
    let requests: Int?

    init(_ content: String, line: Int) throws(Trace.Refusal) {
        let fields = content.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0).trimmedSpaces }
        guard fields.count <= 2, let second = Double(fields[0]), second.isFinite, abs(second) < 1e12
        else { throw .brokenLine(line: line) }
        var requests: Int?
        if fields.count == 2 {
            guard let count = Int(fields[1]), (0...Int(1e12)).contains(count) else {
                throw .brokenLine(line: line)
            }
            requests = count
        }
        self.line = line
        self.second = second
        self.requests = requests
    }
}

extension String {
    /// The text without spaces, tabs and carriage returns around it.
    fileprivate var trimmedSpaces: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
