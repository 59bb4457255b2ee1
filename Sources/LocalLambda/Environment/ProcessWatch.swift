import NIOCore
import Synchronization

/// Watches a process, and waits for it so that no dead entry of it stays behind.
final class ProcessWatch: Sendable {
    private let process: ChildProcess
    private let known = Mutex<ChildProcess.Ending?>(nil)

    /// The process.
    var id: Int32 { process.id }

    init(_ process: ChildProcess) {
        self.process = process
    }

    /// How the process ended, if it has.
    func ending() -> ChildProcess.Ending? {
        known.withLock { known in
            if known == nil { known = process.ending() }
            return known
        }
    }
}
