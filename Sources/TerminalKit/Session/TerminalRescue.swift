import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What signal handlers may touch: descriptors and the addresses of storage that is never freed.
///
/// A handler can interrupt anything, so it may only read atomics and make async-signal-safe calls.
/// The atomics hold plain numbers and are set before any handler is installed.
private enum Rescue {
    /// Where handlers write the number of a signal that the program deals with at leisure.
    static let noteDescriptor = Atomic<Int32>(-1)

    /// The terminal's descriptor, or -1 while the terminal is as it was found.
    static let terminalDescriptor = Atomic<Int32>(-1)

    /// The address of the attributes the terminal was found with.
    static let attributesAddress = Atomic<UInt>(0)

    /// The address and the count of the bytes that leave the screen.
    static let farewellAddress = Atomic<UInt>(0)
    static let farewellCount = Atomic<Int>(0)

    /// The address of the previous dispositions, indexed by signal number.
    static let dispositionsAddress = Atomic<UInt>(0)
}

/// The signals that the program reads as events.
private let noted = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT]

/// The signals that end the program at once, by its own fault or by order.
private let fatal = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT]

/// Passes a signal on through the pipe that the event loop waits on.
private func note(_ number: Int32) {
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    // A full pipe already holds enough to wake the loop.
    _ = write(Rescue.noteDescriptor.load(ordering: .relaxed), &byte, 1)
    errno = saved
}

/// Puts the terminal back and lets the signal take its course.
private func rescue(_ number: Int32) {
    let saved = errno
    let terminal = Rescue.terminalDescriptor.exchange(-1, ordering: .relaxed)
    if terminal >= 0 {
        let farewell = UnsafeRawPointer(bitPattern: Rescue.farewellAddress.load(ordering: .relaxed))
        _ = write(terminal, farewell, Rescue.farewellCount.load(ordering: .relaxed))
        let address = Rescue.attributesAddress.load(ordering: .relaxed)
        if let attributes = UnsafePointer<termios>(bitPattern: address) {
            _ = tcsetattr(terminal, TCSANOW, attributes)
        }
    }
    let address = Rescue.dispositionsAddress.load(ordering: .relaxed)
    if let dispositions = UnsafePointer<sigaction>(bitPattern: address) {
        _ = sigaction(number, dispositions + Int(number), nil)
    }
    // Still blocked here; delivered with its old disposition as soon as the handler returns.
    _ = raise(number)
    errno = saved
}

/// The handlers that bring a terminal back whatever happens, while they are installed.
struct TerminalRescue {
    private let attributes: UnsafeMutablePointer<termios>
    private let dispositions: UnsafeMutablePointer<sigaction>

    /// Takes the attributes the terminal was found with and the bytes that leave the screen.
    ///
    /// The storage is never freed, since a handler may run at any time: some hundred bytes a session.
    init(attributes found: termios, farewell: [UInt8]) {
        attributes = .allocate(capacity: 1)
        attributes.initialize(to: found)
        dispositions = .allocate(capacity: 64)
        dispositions.initialize(repeating: sigaction(), count: 64)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: farewell.count)
        bytes.initialize(from: farewell, count: farewell.count)
        Rescue.attributesAddress.store(UInt(bitPattern: attributes), ordering: .relaxed)
        Rescue.dispositionsAddress.store(UInt(bitPattern: dispositions), ordering: .relaxed)
        Rescue.farewellAddress.store(UInt(bitPattern: bytes), ordering: .relaxed)
        Rescue.farewellCount.store(farewell.count, ordering: .relaxed)
    }

    /// Installs the handlers; signals go to the descriptor as one byte each.
    func install(notesTo descriptor: Int32) {
        Rescue.noteDescriptor.store(descriptor, ordering: .relaxed)
        giveHandlersAStack()
        for number in noted { replace(number, with: note, flags: Int32(SA_RESTART)) }
        for number in fatal { replace(number, with: rescue, flags: Int32(SA_ONSTACK)) }
    }

    /// Says that the terminal has been changed from here on, or is as it was found.
    func guardTerminal(_ descriptor: Int32?) {
        Rescue.terminalDescriptor.store(descriptor ?? -1, ordering: .sequentiallyConsistent)
    }

    /// Puts the previous dispositions back.
    func remove() {
        for number in noted + fatal { _ = sigaction(number, dispositions + Int(number), nil) }
    }

    private func replace(
        _ number: Int32,
        with handler: @escaping @convention(c) (Int32) -> Void,
        flags: Int32
    ) {
        var action = sigaction()
        #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = handler
        #else
            action.__sigaction_u.__sa_handler = handler
        #endif
        action.sa_flags = flags
        _ = sigaction(number, &action, dispositions + Int(number))
    }

    // A stack that overflowed has no room to run a handler on.
    private func giveHandlersAStack() {
        var current = stack_t()
        guard sigaltstack(nil, &current) == 0, Int32(current.ss_flags) & Int32(SS_DISABLE) != 0
        else { return }
        let bytes = 65_536
        var stack = stack_t()
        stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
        stack.ss_size = numericCast(bytes)
        _ = sigaltstack(&stack, nil)
    }
}
