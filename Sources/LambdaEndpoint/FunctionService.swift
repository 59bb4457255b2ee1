import Foundation
import LocalLambda

/// Lambda's API for functions that run on this machine.
///
/// Everything it knows is kept in its ``StateStore`` before a call is answered.
package actor FunctionService {
    let configuration: EndpointConfiguration
    let host: EnvironmentHost
    let store: StateStore
    let fleet: EnvironmentFleet
    var functions: [String: FunctionRecord] = [:]
    var layers: [String: LayerShelf] = [:]
    var ledger: ConcurrencyLedger

    /// Work that goes on besides the calls.
    nonisolated let work: AsyncStream<Work>
    nonisolated let queue: AsyncStream<Work>.Continuation

    /// Something to be done besides answering the caller that brought it about.
    enum Work: Sendable {
        /// A call that has arrived.
        case call(LoopbackRequest, LoopbackServer.Responder)

        /// An event that nobody waits for.
        case event(QueuedEvent)

        /// Environments that are to be kept ready.
        case provision(RunnableVersion, count: Int)
    }

    init(configuration: EndpointConfiguration, host: EnvironmentHost, store: StateStore) throws {
        self.configuration = configuration
        self.host = host
        self.store = store
        self.fleet = EnvironmentFleet(configuration: configuration, host: host)
        self.ledger = ConcurrencyLedger(limit: configuration.concurrency)
        (work, queue) = AsyncStream.makeStream()
        for function in try store.functions() { functions[function.name] = function }
        for layer in try store.layers() { layers[layer.name] = layer }
        // What was waiting when the endpoint was last stopped.
        for event in try store.events() { queue.yield(.event(event)) }
    }

    /// The function that a call names.
    func function(named name: String) throws(ServiceRefusal) -> FunctionRecord {
        guard let function = functions[name] else {
            throw .notFound("Function not found: \(configuration.functionARN(name, nil))")
        }
        return function
    }

    /// Keeps a changed function, then makes the change visible.
    func commit(_ function: FunctionRecord) throws(ServiceRefusal) {
        try store.save(function)
        functions[function.name] = function
    }

    /// Removes code that no function and no layer needs any more.
    func removeUnusedCode() {
        let versions = functions.values.flatMap { [$0.latest] + $0.versions }
        let layers = layers.values.flatMap(\.versions)
        let used = versions.flatMap { $0.settings.layers.map(\.codeSha256) }
        store.removeCode(
            except: Set(
                versions.map(\.settings.codeSha256) + layers.map(\.codeSha256) + used
            )
        )
    }

    /// A revision that there was not before.
    static func revision() -> String { UUID().uuidString.lowercased() }

    /// Now, as the API writes it.
    static func timestamp() -> String {
        Date().formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true).timeZone(separator: .omitted)
        ).replacing("Z", with: "+0000")
    }
}
