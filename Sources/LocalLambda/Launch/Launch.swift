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
    /// - Parameter inNetwork: is called when the launcher is in a network of its own, and waits there.
    /// - Returns: what it could not do; empty when it has become the function.
    func wait(inNetwork: () -> Void = {}) -> String {
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1_024)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return String(decoding: bytes, as: UTF8.self).harmless }
            if buffer[0] == Self.networkMark.utf8.first {
                inNetwork()
                bytes += buffer[1..<count]
            } else {
                bytes += buffer[..<count]
            }
        }
    }
}
