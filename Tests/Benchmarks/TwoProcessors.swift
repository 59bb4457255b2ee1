import Foundation
import TestSupport
import Testing

/// What the machine gives to two processes at once that share nothing but it.
///
/// The processors of a virtual machine may run slower for minutes without showing it: others use the
/// cores' second hardware threads. No strategy can make up for that, so it is looked at by itself.
struct TwoProcessors {
    let workload: String

    /// The seconds that each of the two took for the workload with one thread.
    struct Look {
        let seconds: [Double]

        /// Whether both processors were as fast as the best one ever was alone, within a twentieth.
        func isQuiet(alone: Double) -> Bool { seconds.allSatisfy { $0 <= 1.05 * alone } }
    }

    /// Lets two processes do the workload at once.
    func look() async throws -> Look {
        async let other = seconds()
        return Look(seconds: try await [seconds(), other])
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
