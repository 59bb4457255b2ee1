import Foundation
import TestSupport
import Testing

/// What the machine gives to two processes at once that share nothing but it.
///
/// The processors of a virtual machine may run slower for minutes without showing it: others use the
/// cores' second hardware threads. No strategy can make up for that, so it is looked at by itself.
struct TwoProcessors {
    let workload: String

    /// The seconds of the workload with one thread: in a process alone, and in each of two at once.
    struct Look {
        let alone: Double
        let together: [Double]

        /// Whether each of two processors was as fast as one alone, within a twentieth.
        var isQuiet: Bool { together.allSatisfy { $0 <= 1.05 * alone } }
    }

    /// Lets one process do the workload, then two at once.
    func look() async throws -> Look {
        let alone = try await seconds()
        async let other = seconds()
        return Look(alone: alone, together: try await [seconds(), other])
    }

    /// Looks until the machine is quiet; false after so many tries.
    func isQuiet(tries: Int) async throws -> Bool {
        for _ in 0..<tries where try await look().isQuiet { return true }
        return false
    }

    /// The second run of a process, since the first starts it up.
    private func seconds() async throws -> Double {
        struct Line: Decodable { let durationMS: Double }
        let outcome = try await #require(BuiltProgram("workload-bootstrap")).run([
            "--workload", workload, "--strategy", "single", "--repeat", "2",
        ])
        let last = try #require(outcome.output.split(separator: "\n").last)
        return try JSONDecoder().decode(Line.self, from: Data(last.utf8)).durationMS / 1_000
    }
}
