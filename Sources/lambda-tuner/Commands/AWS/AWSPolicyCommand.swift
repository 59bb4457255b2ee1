import AWSLambda
import ArgumentParser

/// Prints the IAM policy that a verb needs, for one function and nothing else.
struct AWSPolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Print the least IAM policy for tuning or rolling out one function.",
        discussion: """
            The function is looked at for VPC, tracing and log group. Where that is not allowed \
            yet, give its ARN: the policy then assumes none of them.

            Examples:
              lambda-tuner aws policy resize > policy.json
              lambda-tuner aws policy resize --for rollout
              lambda-tuner aws policy resize --for execution-role
            """
    )

    @Argument(help: "The function's name or ARN.")
    var function: String

    @Option(name: .customLong("for"), help: "tune, rollout, read-only or execution-role.")
    var purpose: AccessPolicy.Purpose = .tune

    @OptionGroup var aws: AWSOptions

    func run() async throws {
        let connection = try aws.connection(to: function)
        let subject = try await subject(over: connection)
        try printResult(AccessPolicy(for: purpose, subject: subject).json)
    }

    private func subject(over connection: AWSConnection) async throws -> PolicySubject {
        do throws(CallFailure) {
            let configuration = try await connection.api.configuration()
            return PolicySubject(
                functionArn: configuration.functionArn,
                configuration: configuration
            )
        } catch {
            guard let unseen = PolicySubject(unseen: connection.function) else { throw error }
            printError("\(error.description)\nThe policy assumes no VPC and no tracing.")
            return unseen
        }
    }
}

extension AccessPolicy.Purpose: ExpressibleByArgument {}
