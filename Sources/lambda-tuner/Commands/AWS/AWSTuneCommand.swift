import AWSLambda
import ArgumentParser

/// Measures a deployed function on Lambda itself and recommends a setting.
struct AWSTuneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Measure a deployed function at several memory settings, fit, recommend.",
        discussion: """
            Each setting becomes a published version behind a temporary alias; live traffic \
            through versions and aliases is not touched, and $LATEST has other settings for \
            seconds only. Everything temporary is removed at the end, or by 'aws restore' after a \
            crash. Each setting gets its fewest invocations, and then those that decide the choice \
            get more, until it is settled or half of what ten of each would be billed is spent \
            (--economy). Nothing is spent beyond --budget, whatever the function does.

            Examples:
              lambda-tuner aws tune resize --event event.json
              lambda-tuner aws tune resize --memory 128,512,1792 --budget 0.20 --p95 400
              lambda-tuner aws tune resize --read-only --days 7
            """
    )

    @Argument(help: "The function's name or ARN, without version.")
    var function: String

    @OptionGroup var aws: AWSOptions
    @OptionGroup var measuring: AWSMeasuringOptions
    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var drawing: DrawingOptions

    func run() async throws {
        let connection = try aws.connection(to: function)
        let inspection = try await Inspection(of: connection.api, isReadOnly: measuring.readOnly)
        let deployed = try DeployedTarget(connection: connection, inspection: inspection)
        let folder = measuring.sampling.folder(for: connection.function.name)
        let conditions = deployed.completed(choosing.conditions(tariff: deployed.tariff))
        let session = AWSTuningSession(
            target: deployed,
            options: measuring,
            conditions: conditions,
            folder: folder,
            progress: ProgressLine(isPlain: output.plain)
        )
        let isReadOnly = measuring.readOnly
        let run = try await interruptibly {
            isReadOnly ? try await session.readLogs() : try await session.measure()
        }
        let presentation = Presentation(output: output, drawing: drawing, conditions: conditions)
        try presentation.show(run, in: folder, isStrict: choosing.strict)
    }
}
