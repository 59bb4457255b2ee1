#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement
import Synchronization

/// A process tree that is only watched, and stopped between invocations.
final class ModelEnclosure: Enclosure {
    private let tree = Mutex<ProcessTree?>(nil)

    let groups: [String] = []

    func contain(_ tree: ProcessTree) {
        self.tree.withLock { $0 = tree }
    }

    func boost() throws(SourceFailure) {}

    func restrain() throws(SourceFailure) {}

    func unthrottle() throws(SourceFailure) {}

    func freeze() { current?.signal(SIGSTOP) }

    func thaw() { current?.signal(SIGCONT) }

    func reading() -> EnclosureReading { current?.reading() ?? EnclosureReading() }

    func peakBytes() -> UInt64? { current?.peakBytes() }

    func destroy() {
        let tree = tree.withLock { tree in
            defer { tree = nil }
            return tree
        }
        tree?.end()
    }

    private var current: ProcessTree? { tree.withLock { $0 } }
}

extension ProcessTree {
    /// Ends every process of the tree and waits for the root.
    func end() {
        // Stopped first, so that none can start another while the list is worked through.
        signal(SIGSTOP)
        signal(SIGKILL)
    }
}
