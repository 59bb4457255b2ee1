#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a terminal session is to use.
package struct TerminalOptions: Sendable {
    /// How canvases become bytes.
    package var encoder: FrameEncoder

    /// Whether the mouse is reported.
    package var usesMouse: Bool

    /// The bell with which other threads wake the session.
    package var waker: Waker?

    /// The descriptors of the terminal.
    package var input: Int32
    package var output: Int32

    /// Takes the options; the descriptors are standard input and output unless given.
    package init(
        encoder: FrameEncoder,
        usesMouse: Bool = true,
        waker: Waker? = nil,
        input: Int32 = 0,
        output: Int32 = 1
    ) {
        self.encoder = encoder
        self.usesMouse = usesMouse
        self.waker = waker
        self.input = input
        self.output = output
    }
}

/// Runs a body that owns the terminal, and leaves the terminal as it was found.
///
/// That holds for a normal return, a thrown error, `SIGINT`, `SIGTERM`, `SIGHUP`, and for crashes.
///
/// - Throws: ``TerminalFailure`` when there is no terminal, and what the body throws.
package func withTerminal<Value>(
    _ options: TerminalOptions,
    _ body: (TerminalSession) throws -> Value
) throws -> Value {
    let session = try TerminalSession(options)
    defer { session.close() }
    return try body(session)
}

/// The terminal while a full-screen program owns it: shows canvases, waits for events.
package final class TerminalSession {
    private let options: TerminalOptions
    private let found: termios
    private let rescue: TerminalRescue
    private let notes: (read: Int32, write: Int32)
    private var decoder = InputDecoder()
    private var shown: Canvas?
    private var isOpen = false

    /// How long a lone Escape may wait for the rest of a sequence, in ms.
    private static let escapeTimeoutMS: Int32 = 40

    fileprivate init(_ options: TerminalOptions) throws(TerminalFailure) {
        guard isatty(options.input) == 1, isatty(options.output) == 1 else { throw .notATerminal }
        var found = termios()
        guard tcgetattr(options.input, &found) == 0 else {
            throw .refused(operation: "tell its attributes", errno: errno)
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .refused(operation: "open a pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        self.options = options
        self.found = found
        self.notes = (ends[0], ends[1])
        let farewell = TerminalMode.exit(usesMouse: options.usesMouse)
        self.rescue = TerminalRescue(attributes: found, farewell: farewell)
        rescue.install(notesTo: notes.write)
        options.waker?.connect(notes.write)
        enter()
    }
}

extension TerminalSession {
    /// The size of the window now.
    package var size: CellSize { TerminalMode.size(of: options.output) }

    /// Shows a canvas, sending only what changed since the last one.
    package func present(_ canvas: Canvas) {
        send(options.encoder.encode(from: shown, to: canvas))
        shown = canvas
    }

    /// Forgets what is on the screen, so that the next canvas is drawn whole.
    package func invalidate() {
        shown = nil
    }

    /// Asks the terminal to put text on the clipboard; many do, some ignore it.
    package func copy(_ text: String) {
        send(Clipboard.request(text))
    }

    /// Leaves the screen, stops the job as the shell expects, and comes back when continued.
    package func suspend() {
        leave()
        rescue.remove()
        _ = kill(0, SIGTSTP)
        rescue.install(notesTo: notes.write)
        enter()
    }

    /// Waits for the next events; does not return without one and uses no CPU while waiting.
    package func events() -> [InputEvent] {
        while true {
            let timeout = decoder.isWaiting ? Self.escapeTimeoutMS : -1
            var ready = [
                pollfd(fd: notes.read, events: Int16(POLLIN), revents: 0),
                pollfd(fd: options.input, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&ready, 2, timeout)
            if count < 0 { continue }
            if count == 0 { return decoder.flush() }
            var events: [InputEvent] = []
            if ready[0].revents != 0 { events += notedEvents() }
            if ready[1].revents & Int16(POLLIN) != 0 {
                events += typedEvents()
            } else if ready[1].revents != 0 {
                events.append(.closed)
            }
            if !events.isEmpty { return events }
        }
    }
}

extension TerminalSession {
    private func enter() {
        var raw = TerminalMode.raw(from: found)
        rescue.guardTerminal(options.output)
        _ = tcsetattr(options.input, TCSANOW, &raw)
        send(TerminalMode.entry(usesMouse: options.usesMouse))
        shown = nil
        isOpen = true
    }

    private func leave() {
        guard isOpen else { return }
        isOpen = false
        send(TerminalMode.exit(usesMouse: options.usesMouse))
        var attributes = found
        _ = tcsetattr(options.input, TCSANOW, &attributes)
        // Mouse reports that are still on their way must not become shell input.
        if options.usesMouse { _ = tcflush(options.input, TCIFLUSH) }
        rescue.guardTerminal(nil)
    }

    fileprivate func close() {
        options.waker?.connect(nil)
        leave()
        rescue.remove()
        _ = Self.closeDescriptor(notes.read)
        _ = Self.closeDescriptor(notes.write)
    }

    private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }

    private func notedEvents() -> [InputEvent] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(notes.read, &bytes, bytes.count)
        guard count > 0 else { return [] }
        var events: [InputEvent] = []
        for number in Set(bytes[..<count]) {
            switch Int32(number) {
            case 0: events.append(.wake)
            case SIGWINCH: events.append(.resize(size))
            case SIGTSTP:
                suspend()
                events.append(.resize(size))
            case SIGCONT:
                enter()
                events.append(.resize(size))
            default: events.append(.signal(Int32(number)))
            }
        }
        return events
    }

    private func typedEvents() -> [InputEvent] {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = read(options.input, &bytes, bytes.count)
        if count > 0 { return decoder.feed(bytes[..<count]) }
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? [] : [.closed]
    }

    private func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(options.output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var ready = pollfd(fd: options.output, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
            } else if errno != EINTR {
                // The terminal is gone; the next wait says so.
                return
            }
        }
    }
}
