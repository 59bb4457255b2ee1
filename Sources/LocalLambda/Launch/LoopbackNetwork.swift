#if os(Linux)
    import Glibc
    import Synchronization

    /// A network with nothing in it but loopback: what a function in a VPC without a way out sees.
    enum LoopbackNetwork {
        /// Takes this process into a network namespace and switches loopback on in it.
        static func enter() throws(Isolation.Refusal) {
            let networks: CInt = 0x4000_0000
            guard LinuxCall.unshareNamespaces(networks), switchOn("lo") else {
                throw Isolation.Refusal(
                    action: "take a network namespace",
                    reason: lastError()
                )
            }
        }

        /// Waits until somebody listens at a port on loopback; false after five seconds.
        static func waitForListener(port: UInt16) -> Bool {
            for _ in 0..<5_000 {
                let socket = LocalSocket.open(AF_INET, LocalSocket.stream)
                defer { close(socket) }
                if LocalSocket.connect(socket, to: "127.0.0.1", port: port) { return true }
                pauseThread(milliseconds: 1)
            }
            return false
        }

        /// - Source: Linux, netdevice(7): `SIOCGIFFLAGS` 0x8913, `SIOCSIFFLAGS` 0x8914, `IFF_UP` 1;
        ///   a name of 16 bytes, then the flags, in the 40 of `struct ifreq`.
        private static func switchOn(_ name: String) -> Bool {
            let socket = LocalSocket.open(AF_INET, LocalSocket.datagram)
            defer { close(socket) }
            var request = [UInt8](repeating: 0, count: 40)
            request.replaceSubrange(0..<name.utf8.count, with: name.utf8)
            return request.withUnsafeMutableBytes { bytes in
                guard let start = bytes.baseAddress, ioctl(socket, 0x8913, start) == 0 else {
                    return false
                }
                bytes[16] |= 1
                return ioctl(socket, 0x8914, start) == 0
            }
        }
    }

    /// The network of another process.
    struct ForeignNetwork {
        private let process: Int32

        init(of process: Int32) {
            self.process = process
        }

        /// Opens a socket in it, bound to a port on loopback, and listening where it is a stream's.
        ///
        /// - Returns: the descriptor; nothing where the machine refuses.
        func socket(kind: CInt, port: UInt16) -> CInt? {
            var ends: [CInt] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            let (process, done) = (process, ends[1])
            // A thread of its own, which is in that network from then on and ends with the work.
            let outcome = Outcome()
            let isStarted = Worker.start {
                outcome.descriptor.withLock { $0 = Self.open(process, kind, port) }
                close(done)
            }
            if !isStarted { close(done) }
            var byte: UInt8 = 0
            while read(ends[0], &byte, 1) < 0 && errno == EINTR {}
            close(ends[0])
            let descriptor = outcome.descriptor.withLock { $0 }
            return descriptor >= 0 ? descriptor : nil
        }

        private final class Outcome: Sendable {
            let descriptor = Mutex<CInt>(-1)
        }

        private static func open(_ process: Int32, _ kind: CInt, _ port: UInt16) -> CInt {
            let namespace = Glibc.open("/proc/\(process)/ns/net", O_RDONLY | O_CLOEXEC)
            guard namespace >= 0 else { return -1 }
            defer { close(namespace) }
            guard LinuxCall.enterNamespace(namespace) else { return -1 }
            let socket = LocalSocket.open(AF_INET, kind)
            guard socket >= 0 else { return -1 }
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            if LocalSocket.bind(socket, to: "127.0.0.1", port: port),
                kind != LocalSocket.stream || listen(socket, 16) == 0
            {
                return socket
            }
            close(socket)
            return -1
        }
    }
#endif
