#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The program between the tuner and a function: it puts itself under the function's limits and then
/// becomes the function, so that the function is limited from its first instruction on.
///
/// The tuner starts itself again as its own launcher, with ``verb`` as the first argument.
package enum Launcher {
    /// The first argument that turns the tuner into its launcher.
    package static let verb = "__launch"

    /// The first argument that turns the tuner into the function that only burns CPU time.
    package static let spinVerb = "__spin"

    /// Exit code of a launcher that could not become the function, as a shell has it.
    static let failureCode: CInt = 126

    /// Becomes the launcher or the yardstick function if the program's arguments say so.
    ///
    /// To be called before anything else; returns for all other arguments.
    package static func takeOver(_ arguments: [String]) {
        switch arguments.dropFirst().first {
        case verb: run(arguments: Array(arguments.dropFirst(2)))
        case spinVerb: SpinFunction.run()
        default: return
        }
    }

    /// The absolute path of this program.
    package static var program: String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        #if canImport(Darwin)
            var size = UInt32(buffer.count)
            guard _NSGetExecutablePath(&buffer, &size) == 0 else { return CommandLine.arguments[0] }
        #else
            guard readlink("/proc/self/exe", &buffer, buffer.count - 1) > 0 else {
                return CommandLine.arguments[0]
            }
        #endif
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
            as: UTF8.self
        )
    }

    /// Carries out the order in the arguments that follow ``verb`` and becomes the function.
    ///
    /// - Edge cases: what cannot be done is told through descriptor 3, where the tuner listens, and the
    ///   process ends with code 126.
    package static func run(arguments: [String]) -> Never {
        if arguments.first == IsolationAbility.flag { probe(arguments.dropFirst().first) }
        guard let order = LaunchOrder(arguments: arguments) else {
            fail("the launch order is malformed")
        }
        closeDescriptorsOnStart()
        shield()
        #if os(Linux)
            if !order.processors.isEmpty, !LinuxCall.bind(to: order.processors) {
                fail("cannot bind to processors: \(lastError())")
            }
            isolate(order)
        #endif
        limit(order)
        for group in order.groups { join(group) }
        become(order.command)
    }

    /// Tells what this process may do for a function's isolation, and ends.
    private static func probe(_ image: String?) -> Never {
        let words = IsolationAbility.tried(withImage: image).words
        LaunchStatus.tell(words.joined(separator: " "))
        exit(0)
    }

    #if os(Linux)
        private static func isolate(_ order: LaunchOrder) {
            do throws(Isolation.Refusal) {
                if order.isOffline { try takeNetwork() }
                // First of all, since without privilege the right to all else comes with it.
                if order.files != nil || order.hasOwnProcesses { try Isolation.enterNamespace() }
                if order.hasOwnProcesses {
                    try ProcessNamespace.enter()
                    shield()
                }
                if let files = order.files { try Isolation.isolate(files) }
                if order.hasOwnProcesses { try ProcessNamespace.mountView() }
            } catch {
                fail("\(error)")
            }
        }

        private static func takeNetwork() throws(Isolation.Refusal) {
            try LoopbackNetwork.enter()
            // The tuner opens the Runtime API in this network as soon as it reads this.
            LaunchStatus.tell(LaunchStatus.networkMark)
            guard LoopbackNetwork.waitForListener(port: LaunchStatus.offlinePort) else {
                fail("the Runtime API does not listen in the function's own network")
            }
        }
    #endif

    /// Takes a session of its own, and ends with the tuner.
    private static func shield() {
        // A Ctrl-C in the terminal reaches the tuner alone.
        setsid()
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT] {
            _ = restoreDefault(signal)
        }
        #if os(Linux)
            _ = LinuxCall.dieWithParent(signal: SIGKILL)
            // The tuner may have ended before the request above was made.
            if !LaunchStatus.isHeard { exit(failureCode) }
        #endif
    }

    private static func restoreDefault(_ number: CInt) -> Bool {
        var action = sigaction()
        #if canImport(Darwin)
            action.__sigaction_u.__sa_handler = SIG_DFL
        #else
            action.__sigaction_handler.sa_handler = SIG_DFL
        #endif
        return sigaction(number, &action, nil) == 0
    }

    /// Marks every descriptor but the standard ones to be closed when the function begins; the status
    /// pipe among them, whose closing tells the tuner that it has begun.
    private static func closeDescriptorsOnStart() {
        #if os(Linux)
            if LinuxCall.closeOnExec(from: 3) { return }
        #endif
        for descriptor in 3..<min(getdtablesize(), 4_096) {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    private static func limit(_ order: LaunchOrder) {
        set(RLIMIT_NOFILE, to: order.openFiles)
        set(RLIMIT_CORE, to: 0)
        guard chdir(order.directory) == 0 else {
            fail("cannot enter \(order.directory): \(lastError())")
        }
    }

    #if canImport(Darwin)
        private static func set(_ resource: CInt, to value: Int) {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            _ = setrlimit(resource, &limit)
        }
    #else
        private static func set(_ resource: __rlimit_resource, to value: Int) {
            var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
            _ = setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
        }
    #endif

    private static func join(_ group: String) {
        do {
            // By that number the kernel knows the process that writes, whatever its ids are.
            try KernelControlTree().write("0", to: group)
        } catch {
            fail("cannot join a control group: \(error)")
        }
    }

    private static func become(_ command: [String]) -> Never {
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        words.append(nil)
        execv(command[0], words)
        fail("cannot start \(command[0]): \(lastError())")
    }

    private static func fail(_ sentence: String) -> Never {
        LaunchStatus.tell(sentence)
        exit(failureCode)
    }
}
