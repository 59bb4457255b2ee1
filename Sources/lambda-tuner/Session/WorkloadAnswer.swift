import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import Workloads

/// What the bootstrap of the built-in workloads answers.
struct WorkloadAnswer: Decodable {
    let workload: String
    let size: Int
    let answer: String

    /// Whether an answer is that of a workload at a size: the known one, where there is one.
    ///
    /// The bootstrap has checked it already. It is a program of its own, though, and may be of another
    /// build than this one.
    static func isRight(_ body: [UInt8], to facts: WorkloadFacts, size: Int) -> Bool {
        do {
            let found = try JSONDecoder().decode(WorkloadAnswer.self, from: Data(body))
            let known = facts.knownAnswer(at: size)?.answer
            return found.workload == facts.name && found.size == size
                && known ?? found.answer == found.answer
        } catch {
            return false
        }
    }
}

/// A built-in workload computed something wrong, so that its durations mean nothing.
struct UnsoundWorkload: Error, Hashable, CustomStringConvertible {
    let workload: String
    let strategy: String
    let megabytes: Int

    /// Stops at an invocation of a built-in workload with a wrong answer.
    static func refuse(
        _ invocation: Invocation,
        of function: FunctionDescription
    ) throws(UnsoundWorkload) {
        guard function.kind == "workload", invocation.status == .error,
            invocation.errorType == LocalConfiguration.wrongAnswer
        else { return }
        throw UnsoundWorkload(
            workload: function.name,
            strategy: invocation.strategy.rawValue,
            megabytes: invocation.memoryMB.megabytes
        )
    }

    var description: String {
        "\(workload) with \(strategy) at \(megabytes) MB gave a wrong answer: "
            + "build the program and its workload-bootstrap again, and trust no duration until then."
    }
}
