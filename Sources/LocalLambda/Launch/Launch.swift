#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A launcher about to be started.
struct Launch: Sendable {
    /// The launcher, its order, and the function's command.
    let command: [String]

    /// The function's environment variables.
    let environment: [String: String]

    /// Where standard output and standard error go.
    let output: CInt

    /// Starts the launcher.
    func start() -> Result<(ChildProcess, LaunchStatus), ControlFailure> {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else {
            return .failure(ControlFailure(path: "a pipe", action: "create", code: errno))
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        do {
            let process = try ChildProcess.start(
                command,
                environment: environment,
                output: output,
                status: ends[1]
            )
            return .success((process, LaunchStatus(descriptor: ends[0])))
        } catch {
            close(ends[0])
            return .failure(error)
        }
    }
}
