import ArgumentParser

/// The verbs for functions that are deployed.
struct AWSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aws",
        abstract: "Tune, roll out and restore functions deployed on AWS.",
        discussion: """
            Credentials, Region and endpoint are found where the AWS CLI finds them. Whatever a \
            verb changes is written to a journal first, so that 'aws restore' can put it back.

            Examples:
              lambda-tuner aws policy resize > policy.json
              lambda-tuner aws tune resize --budget 0.20
              lambda-tuner aws rollout resize --alias live --memory 1792 --dry-run
            """,
        subcommands: [
            AWSTuneCommand.self, AWSRolloutCommand.self, AWSRestoreCommand.self,
            AWSPolicyCommand.self,
        ]
    )
}
