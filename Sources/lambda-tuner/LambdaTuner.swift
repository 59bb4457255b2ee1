import ArgumentParser

/// The root command: the list of verbs.
struct LambdaTuner: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lambda-tuner",
        abstract: "Chooses the memory setting, and with it the vCPU share, of a Lambda function.",
        discussion: """
            Without a verb it tunes a built-in workload on this machine and opens the explorer.

            Examples:
              lambda-tuner                           tune a built-in workload, then explore
              lambda-tuner tune prime-sieve --plain  the same for one workload, as text
              lambda-tuner explore RUN               look at a stored run again
            """,
        version: toolVersion,
        subcommands: [
            GuidedCommand.self,
            TuneCommand.self,
            CompareCommand.self,
            ExploreCommand.self,
            ReportCommand.self,
            PredictCommand.self,
            ForecastCommand.self,
            ImportCommand.self,
            CheckCommand.self,
            TemplateCommand.self,
            AWSCommand.self,
            ServeCommand.self,
            WorkloadsCommand.self,
            DoctorCommand.self,
        ],
        defaultSubcommand: GuidedCommand.self
    )
}

/// The version of the program.
let toolVersion = "0.1.0"
