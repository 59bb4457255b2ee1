import ArgumentParser
import LocalLambda

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The program: arguments to a command, its error to a sentence and an exit code.
@main
enum Main {
    static func main() async {
        // A function's launcher is this program again; it must start fast and parse nothing.
        switch CommandLine.arguments.dropFirst().first {
        case Launcher.verb: Launcher.run(arguments: Array(CommandLine.arguments.dropFirst(2)))
        case Launcher.spinVerb: SpinFunction.run()
        default: await runCommand()
        }
    }

    private static func runCommand() async {
        do {
            var command = try LambdaTuner.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(ExitStatus.report(error))
        }
    }
}
