package import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    package import Darwin
#endif

/// A program on a terminal of its own, as a test sees it from the other side.
package final class PseudoTerminal {
    package struct Trouble: Error { let sentence: String }

    private let master: Int32
    /// Held open, since the attributes are forgotten when the last descriptor goes.
    private let slave: Int32
    package private(set) var output = ""
    private var unread = ""
    package let process: pid_t

    /// Starts a program as the leader of a session on a new terminal.
    package init(_ arguments: [String], columns: UInt16 = 100, rows: UInt16 = 10) throws {
        let (master, name) = try Self.openMaster()
        self.master = master
        slave = open(name, O_RDWR | O_NOCTTY)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        process = try Self.spawn(arguments, on: name)
    }

    /// Texts as C wants them, ended by nil; whoever asks frees them.
    private static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        var copies: [UnsafeMutablePointer<CChar>?] = []
        for text in texts { copies.append(strdup(text)) }
        copies.append(nil)
        return copies
    }

    /// Opens a new terminal from the outside; returns the descriptor and the terminal's path.
    private static func openMaster() throws -> (Int32, String) {
        #if os(Linux)
            // The calls behind posix_openpt, which the Glibc module does not export; the numbers are
            // TIOCSPTLCK and TIOCGPTN of Linux's asm-generic/ioctls.h.
            let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var lock: Int32 = 0
            var number: UInt32 = 0
            guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0,
                ioctl(master, 0x8004_5430, &number) == 0
            else { throw Trouble(sentence: "no pseudo-terminal") }
            return (master, "/dev/pts/\(number)")
        #else
            let master = posix_openpt(O_RDWR | O_NOCTTY)
            guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0,
                let name = ptsname(master)
            else { throw Trouble(sentence: "no pseudo-terminal") }
            return (master, String(cString: name))
        #endif
    }

    /// A new session, no signal ignored or blocked: a test may run on a thread that blocks them all.
    private static var flags: Int16 {
        #if os(Linux)
            // POSIX_SPAWN_SETSID, which the Glibc module does not export.
            let newSession: Int16 = 0x80
        #else
            let newSession = Int16(POSIX_SPAWN_SETSID)
        #endif
        return newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    }

    deinit {
        _ = kill(process, SIGKILL)
        close(slave)
        close(master)
    }

    private static func spawn(_ arguments: [String], on terminal: String) throws -> pid_t {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // The first terminal that a session's leader opens becomes the session's own.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, flags)
        let settings = [
            "TERM=xterm-256color", "LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no",
            "PATH=/usr/bin:/bin",
        ]
        var words = copies(of: arguments)
        var environment = copies(of: settings)
        defer { for word in words + environment { free(word) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, arguments[0], &actions, &attributes, &words, &environment)
        guard code == 0 else { throw Trouble(sentence: "\(arguments[0]): error \(code)") }
        return process
    }
}

extension PseudoTerminal {
    /// The terminal's attributes as text that can be compared.
    package var attributes: String {
        var found = termios()
        guard tcgetattr(slave, &found) == 0 else { return "none" }
        let characters = withUnsafeBytes(of: found.c_cc) { Array($0) }
        return "\(found.c_iflag) \(found.c_oflag) \(found.c_cflag) \(found.c_lflag) \(characters)"
    }

    package func type(_ text: String) {
        _ = write(master, text, text.utf8.count)
    }

    package func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Reads until a text comes, and returns the output up to its end; what follows is kept.
    @discardableResult
    package func wait(for text: String) throws -> String {
        while true {
            if let range = unread.firstRange(of: text) {
                let seen = String(unread[..<range.upperBound])
                unread = String(unread[range.upperBound...])
                return seen
            }
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 20_000) > 0, take() else {
                throw Trouble(
                    sentence: "no \(text.debugDescription) in \(unread.debugDescription)"
                )
            }
        }
    }

    /// Reads what there is; false once there is nothing more to come.
    private func take() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        output += text
        unread += text
        return true
    }

    /// Waits for the program's end: its exit code, or the signal that ended it as a negative number.
    ///
    /// - Edge cases: a program that does not end within 20 s is killed, which shows as −9.
    package func end() -> Int32 {
        var status: Int32 = 0
        var turns = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            // Output that nobody reads would keep the program from ending.
            drain(forMS: 50)
            turns += 1
            if turns == 400 { _ = kill(process, SIGKILL) }
        }
        drain(forMS: 0)
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
    }

    private func drain(forMS milliseconds: Int32) {
        var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while poll(&ready, 1, milliseconds) > 0, ready.revents & Int16(POLLIN) != 0 {
            guard take() else { return }
        }
    }
}
