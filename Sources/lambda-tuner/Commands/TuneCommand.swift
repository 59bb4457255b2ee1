import ArgumentParser
import Explorer
import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import Tuning

/// Measures a function across memory settings, fits its curves and recommends a setting.
struct TuneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Measure a function across memory settings, fit, recommend.",
        discussion: """
            FUNCTION is a built-in workload (see 'lambda-tuner workloads') or the path of a \
            function package: a folder or zip with a bootstrap, a Python or a Node.js handler.

            Examples:
              lambda-tuner tune prime-sieve
              lambda-tuner tune mandelbrot --memory 128,512,1792,3584 --out runs/m
              lambda-tuner tune prime-sieve --format json --p95 400
              lambda-tuner tune --resume runs/m
            """
    )

    @Argument(help: "Built-in workloads or paths of function packages.")
    var functions: [String] = []

    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var platform: PlatformOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var drawing: DrawingOptions

    func validate() throws {
        guard !functions.isEmpty || measuring.resume != nil else {
            throw ValidationError(
                "Name a function: a built-in workload (see 'lambda-tuner workloads') or a path."
            )
        }
        guard functions.count <= 1 || measuring.sampling.out == nil else {
            throw ValidationError("--out takes one run: name one function, or leave --out away.")
        }
        guard measuring.resume == nil || functions.isEmpty else {
            throw ValidationError("--resume continues the run's own function: name no other.")
        }
    }

    func run() async throws {
        let conditions = choosing.conditions(tariff: try platform.tariff())
        let requests = try measuring.requests(
            for: functions,
            platform: try platform.model(),
            conditions: conditions
        )
        let presentation = Presentation(
            output: output,
            drawing: drawing,
            conditions: conditions
        )
        let runs = try await measured(requests, under: conditions, presentation)
        if choosing.strict { try presentation.refuseCautions(of: runs) }
    }

    /// Measures every function and shows what came out.
    private func measured(
        _ requests: [TuningRequest],
        under conditions: Conditions,
        _ presentation: Presentation
    ) async throws -> [TunedRun] {
        if let request = requests.first, requests.count == 1, presentation.explorer.isInteractive {
            return [try await watched(request, under: conditions, presentation)]
        }
        var runs: [TunedRun] = []
        for request in requests {
            let progress = ProgressLine(isPlain: output.plain)
            let session = TuningSession(request: request)
            let run = try await session.measureUntilInterrupted { progress.show($0) }
            progress.end()
            runs.append(try TunedRun(fitting: run))
        }
        try presentation.show(runs, in: requests.map(\.folder))
        return runs
    }

    /// Measures one function while the explorer shows how it goes.
    private func watched(
        _ request: TuningRequest,
        under conditions: Conditions,
        _ presentation: Presentation
    ) async throws -> TunedRun {
        let session = TuningSession(request: request)
        let name = request.function.description.name
        do {
            let run = try await presentation.explorer.watch(
                name,
                in: request.folder,
                isBilled: false,
                under: conditions
            ) { feed in
                try TunedRun(fitting: await session.measure { feed.send($0) })
            }
            try presentation.keepReport(of: run, in: request.folder)
            printError("Run: \(request.folder.url.path)")
            return run
        } catch ExitStatus.interrupted {
            printError(Interrupted(folder: request.folder).description)
            throw ExitStatus.interrupted
        }
    }
}
