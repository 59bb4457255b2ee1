import ArgumentParser
import Foundation
import LambdaPlatform
import LocalLambda
import Measurement

/// `doctor`: what this machine can enforce, how faithfully, and what would enable more.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what this machine can enforce, and measures how faithfully.",
        discussion: """
            Runs a function that only uses CPU time under the quotas of some memory settings, and \
            compares its durations with what they should be. Takes about five seconds; with \
            --measure it covers 128 to 3584 MB with one and two threads and takes some minutes.

            Examples:
              lambda-tuner doctor
              lambda-tuner doctor --measure --format json
            """
    )

    @OptionGroup var output: OutputOptions

    @Flag(help: "Measure every setting at which fidelity is promised.")
    var measure = false

    @Option(help: "What enforces the quota: auto, cgroup-v2, cgroup-v1, duty-cycle or model.")
    var governor = "auto"

    @OptionGroup var vcpu: VCPUOptions

    func validate() throws {
        if GovernorChoice(name: governor) == nil {
            throw ValidationError(
                "'\(governor)' is not a governor: give auto, cgroup-v2, cgroup-v1, duty-cycle or "
                    + "model."
            )
        }
    }

    func run() async throws {
        let model = try vcpu.model()
        let choice = GovernorChoice(name: governor) ?? .automatic
        let plans = measure ? [FidelityPlan.long, .short] : [.glance]
        let points = try await interruptible {
            var points: [FidelityPoint] = []
            for plan in plans {
                points += try await Fidelity.measure(
                    plan,
                    program: Launcher.program,
                    model: model,
                    governor: choice
                )
            }
            return points
        }
        let report = DoctorReport(
            examination: .examine(model: model, launcher: Program.launcher),
            fidelity: points
        )
        switch output.format {
        case .json: try printResult(report.json())
        case .text: try printResult(report.text)
        }
    }
}
