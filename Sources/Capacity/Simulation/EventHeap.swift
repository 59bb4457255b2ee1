/// The events to come, the soonest first.
///
/// - Shape: a heap with four children to a node, so that the children of a node share a cache line.
/// - Cost: O(log₄ n) to add or take; memory for the events that wait, not for those that were.
struct EventHeap: Sendable {
    /// A moment and what happens then.
    struct Entry: Sendable {
        var time: Double
        var tag: EventTag
    }

    private var entries = ContiguousArray<Entry>()

    /// How many events wait.
    var count: Int { entries.count }

    /// When the soonest event is due; infinity when none waits.
    @inline(__always)
    var soonest: Double {
        entries.isEmpty ? .infinity : entries[0].time
    }

    /// What the soonest event is; there must be one.
    @inline(__always)
    var soonestTag: EventTag { entries[0].tag }

    /// Adds an event.
    @inline(__always)
    mutating func add(_ tag: EventTag, at time: Double) {
        let entry = Entry(time: time, tag: tag)
        entries.append(entry)
        var hole = entries.count - 1
        entries.withUnsafeMutableBufferPointer { nodes in
            while hole > 0 {
                let parent = (hole - 1) >> 2
                guard nodes[parent].time > time else { break }
                nodes[hole] = nodes[parent]
                hole = parent
            }
            nodes[hole] = entry
        }
    }

    /// Takes the soonest event; there must be one.
    @inline(__always)
    mutating func take() -> Entry {
        let last = entries.removeLast()
        guard !entries.isEmpty else { return last }
        let first = entries[0]
        sink(last)
        return first
    }

    /// Puts an event in the place of the soonest one; there must be one.
    @inline(__always)
    mutating func replaceSoonest(with tag: EventTag, at time: Double) {
        sink(Entry(time: time, tag: tag))
    }

    /// Lets an entry sink from the top to its place.
    @inline(__always)
    private mutating func sink(_ entry: Entry) {
        entries.withUnsafeMutableBufferPointer { nodes in
            var hole = 0
            while true {
                let first = hole << 2 + 1
                guard first < nodes.count else { break }
                var least = first
                for child in (first + 1)..<max(first + 1, min(first + 4, nodes.count))
                where nodes[child].time < nodes[least].time {
                    least = child
                }
                guard nodes[least].time < entry.time else { break }
                nodes[hole] = nodes[least]
                hole = least
            }
            nodes[hole] = entry
        }
    }
}

/// What an event is, in one word: its kind, its function and its pending request.
struct EventTag: Hashable, Sendable {
    enum Kind: UInt8 {
        /// A function's next request arrives.
        case arrival

        /// An invocation ends on demand.
        case completion

        /// An invocation ends on provisioned concurrency.
        case provisionedCompletion

        /// A throttled or failed request is tried again.
        case retry

        /// The schedule changes the provisioned concurrency.
        case provisioning

        /// Provisioned environments become ready.
        case provisioned
    }

    private let bits: UInt64

    /// The pending request it is about; -1 for none.
    @inline(__always)
    var slot: Int { Int(Int32(truncatingIfNeeded: bits)) }

    /// The function it is about.
    @inline(__always)
    var function: Int { Int((bits >> 32) & 0xFFFF) }

    @inline(__always)
    var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits >> 48)) ?? .arrival }

    @inline(__always)
    init(_ kind: Kind, function: Int, slot: Int = -1) {
        bits =
            UInt64(kind.rawValue) << 48 | UInt64(function) << 32
            | UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: slot)))
    }
}
