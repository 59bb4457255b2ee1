#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Workloads

/// The built-in workloads as a Lambda function: a custom runtime, or a command for people.
@main
enum Bootstrap {
    static func main() async {
        // A server that goes away must be an error here, not a signal.
        signal(SIGPIPE, SIG_IGN)
        do {
            if let address = environment("AWS_LAMBDA_RUNTIME_API") {
                try await serve(RuntimeAPI(address: address))
            } else {
                try await DirectCommand(arguments: Array(CommandLine.arguments.dropFirst())).run()
            }
        } catch {
            writeLine("workload-bootstrap: \(error)", to: STDERR_FILENO)
            exit(error is DirectCommand.Refusal ? 2 : 1)
        }
    }

    /// Answers events until the environment is shut down.
    private static func serve(_ api: consuming RuntimeAPI) async throws {
        let defaults: EventDefaults
        do {
            defaults = try EventDefaults(handler: environment("_HANDLER") ?? "")
        } catch {
            try api.reportInitError(FunctionError(error))
            throw error
        }
        while true {
            let event = try api.next()
            setenv("_X_AMZN_TRACE_ID", event.traceID, 1)
            do {
                try api.respond(to: event, with: await answer(event.payload, defaults))
            } catch let error as FunctionError {
                try api.reportError(error, for: event)
            }
        }
    }

    /// Does what an event asks for.
    private static func answer(
        _ payload: [UInt8],
        _ defaults: EventDefaults
    ) async throws(FunctionError) -> [UInt8] {
        do {
            let run = try WorkloadEvent(json: payload).run(defaults)
            return try await ResponseBody(run: run, answer: run()).json
        } catch {
            throw FunctionError(error)
        }
    }
}

/// A variable of the environment, unless it is absent or empty.
func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}

/// Writes a line to a file descriptor, however many calls that takes.
func writeLine(_ text: String, to descriptor: CInt) {
    var rest = Array(text.utf8)[...] + [0x0A]
    while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written < 0 && errno != EINTR { return }
        rest = rest.dropFirst(max(written, 0))
    }
}
