import ArgumentParser
import Tuning

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// `predict`: durations at sizes not measured, JSON lines in and out.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Predict durations at memory settings that were not measured.",
        discussion: """
            Reads one task a line on standard input and writes one answer a line, in order:

              {"function":"f","arch":"x86_64","trained_on":[128,1024,3008],
               "train":{"128":{"ms":1327.6,"n":10},…},"predict":[256,512]}

            A line that cannot be answered gets an "error" with its number, the rest go on, and \
            the exit code is 1 at the end.

            Examples:
              lambda-tuner predict < tasks.jsonl > answers.jsonl
            """
    )

    mutating func run() throws {
        // A reader that went away shows as a failed write, not as a signal.
        signal(SIGPIPE, SIG_IGN)
        var session = PredictionSession()
        try session.run()
        if session.refused > 0 {
            printError("lambda-tuner: \(session.refused) of \(session.lines) lines had no answer.")
            throw ExitStatus.failed
        }
    }
}
