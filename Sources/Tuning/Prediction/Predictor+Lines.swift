import Estimation
import LambdaPlatform

extension Predictor {
    /// What became of one line.
    package struct Answer: Hashable, Sendable {
        /// The answer as a line of JSON without its end.
        package let line: String

        /// Why it could not be answered, where it could not.
        package let refusal: PredictionTask.Refusal?
    }

    /// Answers one line of JSON with another.
    ///
    /// - Parameters:
    ///   - bytes: the line without its end.
    ///   - number: which line it is, counted from 1, for the error.
    /// - Returns: predictions, or an error that names the line.
    package mutating func answer(to bytes: UnsafeRawBufferPointer, line number: Int) -> Answer {
        var tree = JSONTree.null
        do throws(PredictionTask.Refusal) {
            do throws(JSONFault) {
                tree = try JSONTree(bytes)
            } catch {
                throw .notJSON(error)
            }
            let task = try PredictionTask(tree)
            return Answer(line: Self.line(task, answers(to: task)), refusal: nil)
        } catch {
            return Self.refuse(error, line: number, tree: tree)
        }
    }

    /// The answer to a line that cannot be answered.
    package static func refuse(
        _ refusal: PredictionTask.Refusal,
        line number: Int,
        tree: JSONTree = .null
    ) -> Answer {
        let dataset = tree["dataset"]?.text.map(\.asJSON) ?? "null"
        let function = tree["function"]?.text.map(\.asJSON) ?? "null"
        let message = "line \(number): \(refusal)".asJSON
        return Answer(
            line: "{\"dataset\":\(dataset),\"function\":\(function),\"error\":\(message)}",
            refusal: refusal
        )
    }

    private static func line(_ task: PredictionTask, _ estimates: [Estimate]) -> String {
        var predictions = ""
        var intervals = ""
        for (memory, estimate) in zip(task.wanted, estimates) {
            let separator = predictions.isEmpty ? "" : ","
            predictions += "\(separator)\"\(memory.megabytes)\":\(estimate.value)"
            intervals += "\(separator)\"\(memory.megabytes)\":[\(estimate.low),\(estimate.high)]"
        }
        let trained = task.trainedOn.map { String($0.megabytes) }.joined(separator: ",")
        return "{\"dataset\":\(task.dataset.asJSON),\"function\":\(task.function.asJSON),"
            + "\"trained_on\":[\(trained)],\"predictions\":{\(predictions)},"
            + "\"interval90\":{\(intervals)},\"model\":\"\(modelName)\"}"
    }

    /// What the answers call the model: its kind and the version of its prior.
    package static let modelName = "averaged-shapes-2"
}
