import NIOPosix
import Synchronization

/// Opens the Runtime API in the network of a launcher that has one of its own.
///
/// A listening socket stays in the network that it was made in, whoever accepts on it; so nothing has
/// to be relayed, and an invocation costs what it costs elsewhere.
final class OfflineServer: Sendable {
    private let process: Int32
    private let endpoint: RuntimeEndpoint
    private let tracing: TraceReceiver?
    private let machinery: Machinery
    private let found = Mutex<LoopbackServer?>(nil)

    init(
        process: Int32,
        _ endpoint: RuntimeEndpoint,
        _ tracing: TraceReceiver?,
        _ machinery: Machinery
    ) {
        self.process = process
        self.endpoint = endpoint
        self.tracing = tracing
        self.machinery = machinery
    }

    /// The server, once it listens.
    var opened: LoopbackServer? { found.withLock { $0 } }

    /// Opens it; blocks until it listens, or has been refused.
    func start() {
        #if os(Linux)
            let port = LaunchStatus.offlinePort
            let network = ForeignNetwork(of: process)
            startTracing(in: network)
            guard let socket = network.socket(kind: LocalSocket.stream, port: port) else { return }
            do {
                let server = try LoopbackServer.start(
                    listening: socket,
                    on: machinery.group,
                    endpoint.reception
                )
                found.withLock { $0 = server }
            } catch {
                // The launcher, which waits for it in vain, tells that it does not listen.
                return
            }
        #endif
    }

    #if os(Linux)
        private func startTracing(in network: ForeignNetwork) {
            guard let tracing,
                let socket = network.socket(
                    kind: LocalSocket.datagram,
                    port: TraceReceiver.usualPort
                )
            else { return }
            do {
                try tracing.start(bound: socket, on: machinery.group)
            } catch {
                // An invocation without traces is still an invocation.
                return
            }
        }
    #endif
}
