#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import Workloads

/// What an invocation asks for: `{"workload":"prime-sieve","strategy":"dispatch"}`.
struct WorkloadEvent: Hashable, Decodable {
    /// Name of the workload; the handler's if absent.
    var workload: String?

    /// Name of the threading strategy; the handler's if absent.
    var strategy: String?

    /// Size of the work; the workload's default if absent.
    var size: Int?

    /// Number of threads; if absent, the processors that this process may run on.
    var threads: Int?

    /// Reads an event; keys of other meaning are passed over.
    ///
    /// - Throws: ``EventRefusal/unreadable``.
    init(json: [UInt8]) throws(EventRefusal) {
        do {
            self = try JSONDecoder().decode(WorkloadEvent.self, from: Data(json))
        } catch {
            throw .unreadable
        }
    }

    /// The run that the event asks for.
    func run(_ defaults: EventDefaults) throws -> WorkloadRun {
        guard let workload = workload ?? defaults.workload else {
            throw EventRefusal.noWorkload
        }
        return try WorkloadRun(
            workload: workload,
            strategy: strategy ?? defaults.strategy,
            size: size,
            threads: threads
        )
    }
}

/// What holds where an event is silent, taken from the function's handler setting.
struct EventDefaults: Hashable {
    /// The workload, where the handler names one.
    let workload: String?

    /// The strategy.
    let strategy: String

    /// Reads `workload` or `workload.strategy`; any handler that names no workload says nothing.
    ///
    /// - Throws: ``WorkloadRefusal/unknownStrategy(_:)`` for a known workload with a wrong strategy.
    init(handler: String) throws(WorkloadRefusal) {
        let parts = handler.split(separator: ".", maxSplits: 1).map(String.init)
        guard let name = parts.first, WorkloadCatalog.workload(named: name) != nil else {
            workload = nil
            strategy = "single"
            return
        }
        workload = name
        strategy = parts.count > 1 ? parts[1] : "single"
        if WorkloadCatalog.strategy(named: strategy) == nil { throw .unknownStrategy(strategy) }
    }
}

/// Why an event could not be understood.
enum EventRefusal: Error, Hashable, CustomStringConvertible {
    case unreadable
    case noWorkload

    var description: String {
        switch self {
        case .unreadable:
            "The event cannot be read: send an object such as "
                + "{\"workload\":\"prime-sieve\",\"strategy\":\"dispatch\"}, "
                + "size and threads being whole numbers."
        case .noWorkload:
            "The event names no workload: send {\"workload\":\"prime-sieve\"} or another name."
        }
    }
}
