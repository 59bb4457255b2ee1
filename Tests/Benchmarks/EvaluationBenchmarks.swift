import Foundation
import LambdaPlatform
import Testing

/// The folder of measured data, where one is given.
private let evaluationFolder = ProcessInfo.processInfo.environment["EVALUATION_DIR"]

/// Models held against measured data that the project does not contain.
///
/// The folder is given by `EVALUATION_DIR`; without it nothing runs.
@Suite(
    .enabled(if: evaluationFolder != nil, "set EVALUATION_DIR to the measured data"),
    .serialized
)
struct EvaluationBenchmarks {
    @Test func `the staircase of a short task is met within eight percent`() throws {
        let folder = try #require(evaluationFolder)
        let path = URL(filePath: folder).appending(path: "short-task-staircase.csv")
        let rows = try String(contentsOf: path, encoding: .utf8)
            .split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        var errors: [Double] = []
        var proportional: [Double] = []
        for row in rows {
            let megabytes = try #require(Int(row[0]))
            let mean = try #require(Double(row[2]))
            let memory = MemorySetting(clamping: megabytes)
            let model = BandwidthModel(
                memory: memory,
                platform: .documented,
                preludeMS: BandwidthModel.managedRuntimePreludeMS
            )
            errors.append(abs(model.spread(cpuMS: 17.26).meanMS / mean - 1))
            let share = min(PlatformModel.documented.vcpuShare(at: memory), 1)
            proportional.append(abs(17.26 / share / mean - 1))
        }
        let error = errors.reduce(0, +) / Double(errors.count)
        let naive = proportional.reduce(0, +) / Double(errors.count)
        print("staircase of \(rows.count) settings: error \(error), proportional \(naive)")
        #expect(error <= 0.08)
    }
}
