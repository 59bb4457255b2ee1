import TerminalKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A full-screen program that says what it was sent, and ends in every way a program can.
///
/// `q` returns, `e` throws, `!` traps, `a` aborts, `v` reads what it may not, `o` exhausts the stack.
@main
enum TerminalProbe {
    struct Complaint: Error {}

    static func main() {
        let encoder = FrameEncoder(theme: .standard, depth: .ansi16)
        do {
            let reason = try withTerminal(TerminalOptions(encoder: encoder)) { try loop($0) }
            print("left: \(reason)")
        } catch {
            print("threw: \(error)")
        }
    }

    private static func loop(_ session: TerminalSession) throws -> String {
        var last = "nothing"
        while true {
            var canvas = Canvas(size: session.size)
            canvas.write("last=\(last)", column: 0, row: 0)
            canvas.write("size=\(session.size.columns)x\(session.size.rows)", column: 0, row: 1)
            session.present(canvas)
            for event in session.events() {
                last = "\(event)"
                switch event {
                case .key(.character("q")): return "key"
                case .signal(let number): return "signal \(number)"
                case .closed: return "closed"
                case .key(.control("z")): session.suspend()
                case .resize: session.invalidate()
                case .key(let press): try misbehave(press)
                default: break
                }
            }
        }
    }

    private static func misbehave(_ press: KeyPress) throws {
        switch press {
        case .character("e"): throw Complaint()
        case .character("!"): preconditionFailure("asked to trap")
        case .character("a"): abort()
        case .character("v"): _ = raise(SIGSEGV)
        case .character("o"): print(depth(of: 1))
        default: break
        }
    }

    // The pointer keeps the frame alive, so that no optimiser makes a loop of this.
    private static func depth(of level: Int) -> Int {
        var ballast = level
        return withUnsafeMutablePointer(to: &ballast) { depth(of: level + 1) + $0.pointee }
    }
}
