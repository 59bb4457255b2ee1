#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The modes a full-screen program puts a terminal in, and their exact reverse.
enum TerminalMode {
    /// The bytes that enter the screen: alternate buffer, no cursor, bracketed paste, mouse.
    static func entry(usesMouse: Bool) -> [UInt8] {
        let mouse = usesMouse ? "\u{1B}[?1002h\u{1B}[?1006h" : ""
        return Array(("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?2004h" + mouse).utf8)
    }

    /// The bytes that leave the screen, right at any moment, even within a frame.
    static func exit(usesMouse: Bool) -> [UInt8] {
        let mouse = usesMouse ? "\u{1B}[?1006l\u{1B}[?1002l" : ""
        let rest = "\u{1B}[?2026l\u{1B}[0m\u{1B}[?2004l\u{1B}[?25h\u{1B}[?1049l"
        return Array((mouse + rest).utf8)
    }

    /// The attributes with which every key arrives at once, unechoed and uninterpreted.
    static func raw(from found: termios) -> termios {
        var raw = found
        raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
        raw.c_oflag &= ~tcflag_t(OPOST)
        raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
        raw.c_cflag |= tcflag_t(CS8)
        withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        return raw
    }

    /// The size the terminal reports; 80×24 where it reports none.
    static func size(of descriptor: Int32) -> CellSize {
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
        guard isKnown, size.ws_col > 0, size.ws_row > 0 else {
            return CellSize(columns: 80, rows: 24)
        }
        return CellSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}

/// Why a terminal could not be used.
package enum TerminalFailure: Error, Hashable, CustomStringConvertible {
    /// Input or output is no terminal.
    case notATerminal

    /// The system refused; carries its error number.
    case refused(operation: String, errno: Int32)

    package var description: String {
        switch self {
        case .notATerminal:
            "There is no terminal to draw on: use --plain for the same content as text."
        case .refused(let operation, let errno):
            "The terminal refused to \(operation) (error \(errno)): use --plain for text."
        }
    }
}
