#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement

/// The pipe through which a launcher tells what it could not do.
///
/// The launcher's end closes by itself at the moment the launcher becomes the function, which makes
/// that moment visible from outside.
struct LaunchStatus: Sendable {
    let descriptor: CInt

    /// The number of the descriptor in the launcher.
    static let descriptorInLauncher: CInt = 3

    /// What a launcher writes when it is in a network of its own.
    static let networkMark = "\u{1}"

    /// The port of the Runtime API in a network of the function's own, where every port is free.
    ///
    /// - Source: the address that functions on Lambda find, 127.0.0.1:9001.
    static let offlinePort: UInt16 = 9_001

    /// Waits until the launcher has become the function, or has given up; may be called once.
    ///
    /// - Parameter inNetwork: is called when the launcher is in a network of its own, and waits.
    /// - Returns: what the launcher told.
    func wait(inNetwork: () -> Void = {}) -> LaunchReport {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1_024)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return LaunchReport(text: String(decoding: bytes, as: UTF8.self)) }
            if buffer[0] == Self.networkMark.utf8.first {
                inNetwork()
                bytes += buffer[1..<count]
            } else {
                bytes += buffer[..<count]
            }
        }
    }
}

extension LaunchStatus {
    /// Writes to the tuner, from the launcher.
    static func tell(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(descriptorInLauncher, $0.baseAddress, $0.count) }
    }

    /// Whether the tuner still listens to this launcher.
    static var isHeard: Bool {
        var pipe = pollfd(fd: descriptorInLauncher, events: 0, revents: 0)
        return poll(&pipe, 1, 0) == 0 || pipe.revents & Int16(POLLERR) == 0
    }
}

/// What a launcher told.
struct LaunchReport: Hashable, Sendable {
    /// What it could not do, or what it found out; empty when it has become the function.
    let text: String

    /// The process that keeps the function's namespace, where it has one of its own.
    var keeper: ChildProcess? { processes.first }

    /// The process that has become the function in the launcher's place.
    var function: ChildProcess? { processes.dropFirst().first }

    private let processes: [ChildProcess]
    private static let start: Character = "\u{2}"

    /// How the id of a process is told.
    static func mark(process: Int32) -> String { "\(start)\(process)\n" }

    /// Tells processes from words; what a launcher writes in one go stays together.
    init(text: String) {
        var processes: [ChildProcess] = []
        var words = ""
        var rest = text[...]
        while let index = rest.firstIndex(of: Self.start) {
            words += rest[..<index]
            let digits = rest[rest.index(after: index)...].prefix { $0.isNumber }
            if let id = Int32(digits) { processes.append(ChildProcess(id: id)) }
            rest = rest[digits.endIndex...].dropFirst()
        }
        self.text = (words + rest).printableLine()
        self.processes = processes
    }
}
