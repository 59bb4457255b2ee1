import ArgumentParser
import Foundation
import LambdaPlatform
import LocalLambda
import Measurement

/// Measures a function across memory settings, fits its curves and recommends a setting.
struct TuneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Measure a function across memory settings, fit, recommend.",
        discussion: """
            FUNCTION is a built-in workload (see 'lambda-tuner workloads') or the path of a function
            package: a folder or zip with a bootstrap, a Python or a Node.js handler.

            Examples:
              lambda-tuner tune prime-sieve
              lambda-tuner tune mandelbrot --memory 128,512,1024,1792,3584 --out runs/mandelbrot
              lambda-tuner tune prime-sieve --format json --p95 400
              lambda-tuner tune --resume runs/mandelbrot
            """
    )

    @Argument(help: "Built-in workloads or paths of function packages.")
    var functions: [String] = []

    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !functions.isEmpty || measuring.resume != nil else {
            throw ValidationError(
                "Name a function: a built-in workload (see 'lambda-tuner workloads') or a path."
            )
        }
        guard functions.count <= 1 || measuring.out == nil else {
            throw ValidationError("--out takes one run: name one function, or leave --out away.")
        }
        guard measuring.resume == nil || functions.isEmpty else {
            throw ValidationError("--resume continues the run's own function: name no other.")
        }
    }

    func run() async throws {
        let conditions = choosing.conditions(tariff: try platform.tariff())
        let requests = try measuring.requests(for: functions, platform: try platform.model())
        var runs: [(run: MeasuredRun, folder: RunFolder)] = []
        for request in requests {
            let progress = ProgressLine(isPlain: output.plain)
            let run = try await TuningSession(request: request).measure { progress.show($0) }
            progress.end()
            runs.append((run, request.folder))
        }
        try Presentation(output: output, conditions: conditions, isStrict: choosing.strict)
            .show(runs)
    }
}
