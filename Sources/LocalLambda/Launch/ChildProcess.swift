#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A process that was started here and must be waited for.
struct ChildProcess: Hashable, Sendable {
    /// Its process id, which is also its session and process group once the launcher has run.
    let id: pid_t

    /// How a process ended.
    enum Ending: Hashable, Sendable {
        case code(Int)
        case signal(Int)

        /// In words, such as Lambda writes them into its log.
        var sentence: String {
            switch self {
            case .code(let code): "exit status \(code)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    /// Starts a launcher with standard output and standard error joined in `output`, and the pipe
    /// that it reports failures to.
    ///
    /// - Throws: ``ControlFailure`` with the operating system's reason.
    static func start(
        _ command: [String],
        environment: [String: String],
        output: CInt,
        status: CInt
    ) throws(ControlFailure) -> ChildProcess {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t? = nil
            var attributes: posix_spawnattr_t? = nil
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        posix_spawn_file_actions_adddup2(&actions, status, LaunchStatus.descriptorInLauncher)
        // The tuner may block or ignore signals; the function must not inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
        defer { (words + variables).forEach { free($0) } }
        words.append(nil)
        variables.append(nil)
        var id = pid_t()
        let code = posix_spawn(&id, command[0], &actions, &attributes, words, variables)
        guard code == 0 else { throw ControlFailure(path: command[0], action: "start", code: code) }
        return ChildProcess(id: id)
    }

    /// How it ended, if it has; the process is then gone for good.
    ///
    /// - Edge cases: a process that somebody else has waited for counts as ended with code 0.
    func ending() -> Ending? {
        var status: CInt = 0
        let result = waitpid(id, &status, WNOHANG)
        if result == 0 || (result < 0 && errno == EINTR) { return nil }
        if result < 0 { return .code(0) }
        let signal = status & 0x7f
        return signal == 0 ? .code(Int(status >> 8) & 0xff) : .signal(Int(signal))
    }

    /// Waits until it has ended; two seconds at most.
    ///
    /// - Returns: how it ended; nothing when it has not.
    @discardableResult
    func awaitEnding() -> Ending? {
        for _ in 0..<2_000 {
            if let ending = ending() { return ending }
            pauseThread(milliseconds: 1)
        }
        return ending()
    }
}
