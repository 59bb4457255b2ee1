import NIOPosix
import Synchronization

/// Opens the Runtime API in the network of a launcher that has one of its own.
///
/// A listening socket stays in the network that it was made in, whoever accepts on it; so nothing has
/// to be relayed, and an invocation costs what it costs elsewhere.
final class OfflineServer: Sendable {
    private let process: Int32
    private let endpoint: RuntimeEndpoint
    private let machinery: Machinery
    private let found = Mutex<LoopbackServer?>(nil)

    init(process: Int32, _ endpoint: RuntimeEndpoint, _ machinery: Machinery) {
        self.process = process
        self.endpoint = endpoint
        self.machinery = machinery
    }

    /// The server, once it listens.
    var opened: LoopbackServer? { found.withLock { $0 } }

    /// Opens it; blocks until it listens, or has been refused.
    func start() {
        #if os(Linux)
            let port = LaunchStatus.offlinePort
            let network = ForeignNetwork(of: process)
            guard let socket = network.socket(kind: LocalSocket.stream, port: port) else { return }
            let server = try? LoopbackServer.start(
                listening: socket,
                on: machinery.group,
                endpoint.reception
            )
            found.withLock { $0 = server }
        #endif
    }
}
