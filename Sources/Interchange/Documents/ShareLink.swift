import Foundation

/// A result of aws-lambda-power-tuning as the address of its page shows it.
///
/// - Shape: after `#`, the base64 of 16-bit sizes in MB, of 32-bit floating-point durations in ms
///   and of costs in dollars, with semicolons between, all little-endian; a comparison has a second
///   three and two names.
/// - Source: matteo-ronchetti/aws-lambda-power-tuning-ui, README "URL format" and `src/app.js`.
package struct ShareLink: Hashable, Sendable {
    /// The address of the page.
    package static let page = "https://lambda-power-tuning.show/#"

    /// One result, or two that are compared.
    package let series: [Series]

    package init(series: [Series]) {
        self.series = series
    }

    /// One result.
    package struct Series: Hashable, Sendable {
        /// What the comparison calls it; empty for a single result.
        package let name: String

        /// The points in the order of the link.
        package let points: [Point]

        package init(name: String, points: [Point]) {
            self.name = name
            self.points = points
        }
    }

    /// The mean duration in ms and the mean cost in dollars at a setting.
    package struct Point: Hashable, Sendable {
        package let memoryMB: Int
        package let durationMS: Float
        package let costUSD: Float

        package init(memoryMB: Int, durationMS: Float, costUSD: Float) {
            self.memoryMB = memoryMB
            self.durationMS = durationMS
            self.costUSD = costUSD
        }
    }
}

extension ShareLink {
    /// Reads an address, or only what follows its `#`.
    ///
    /// - Throws: ``ImportFailure/malformedLink(reason:)``.
    package init(text: String) throws(ImportFailure) {
        let hash = text.split(separator: "#", maxSplits: 1).last.map(String.init) ?? text
        let parts = hash.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 || parts.count == 8 else {
            throw .malformedLink(reason: "\(parts.count) parts instead of 3 or 8")
        }
        if parts.count == 3 {
            series = [Series(name: "", points: try Self.points(parts[0..<3]))]
        } else {
            series = [
                Series(name: Self.name(parts[6]), points: try Self.points(parts[0..<3])),
                Series(name: Self.name(parts[7]), points: try Self.points(parts[3..<6])),
            ]
        }
    }

    private static func name(_ part: String) -> String {
        part.removingPercentEncoding ?? part
    }

    private static func points(_ parts: ArraySlice<String>) throws(ImportFailure) -> [Point] {
        var columns: [[UInt8]] = []
        for part in parts {
            guard let bytes = Data(base64Encoded: part) else {
                throw .malformedLink(reason: "a part is no base64")
            }
            columns.append(Array(bytes))
        }
        let count = columns[0].count / 2
        guard count > 0, columns[0].count == count * 2, columns[1].count == count * 4,
            columns[2].count == count * 4
        else { throw .malformedLink(reason: "its three parts are of different lengths") }
        return (0..<count).map { i in
            Point(
                memoryMB: Int(columns[0][i * 2]) | Int(columns[0][i * 2 + 1]) << 8,
                durationMS: float(columns[1], at: i * 4),
                costUSD: float(columns[2], at: i * 4)
            )
        }
    }

    private static func float(_ bytes: [UInt8], at position: Int) -> Float {
        let pattern = (0..<4).reduce(UInt32(0)) { pattern, i in
            pattern | UInt32(bytes[position + i]) << (8 * i)
        }
        return Float(bitPattern: pattern)
    }
}

extension ShareLink {
    /// The address.
    package var text: String {
        let names = series.count == 2 ? series.map { Self.escaped($0.name) } : []
        let parts = series.prefix(2).flatMap { Self.parts(of: $0.points) } + names
        return Self.page + parts.joined(separator: ";")
    }

    private static func escaped(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private static func parts(of points: [Point]) -> [String] {
        let sizes = points.flatMap { [UInt8($0.memoryMB & 0xFF), UInt8($0.memoryMB >> 8 & 0xFF)] }
        return [
            sizes, points.flatMap { bytes($0.durationMS) }, points.flatMap { bytes($0.costUSD) },
        ]
        .map { Data($0).base64EncodedString() }
    }

    private static func bytes(_ value: Float) -> [UInt8] {
        (0..<4).map { UInt8(value.bitPattern >> (8 * $0) & 0xFF) }
    }
}
