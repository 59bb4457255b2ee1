import Estimation
import LambdaPlatform
import Measurement

/// Gathers invocations from any number of lines in constant memory.
///
/// Of each function's settings it keeps up to a limit of warm, of cold and of failed invocations;
/// beyond the limit a uniform random choice of all that came, with a fixed seed.
///
/// - Source: Vitter, "Random Sampling with a Reservoir" (1985), algorithm R.
struct SampleCollector {
    /// The most invocations kept of each function, setting and kind.
    let limit: Int

    /// The threading strategy that all of them are recorded under.
    let strategy: ThreadingStrategy

    /// Invocations taken so far, kept or not.
    private(set) var count = 0

    /// The functions seen, in the order they came.
    private(set) var functions: [String] = []

    private var reservoirs: [Key: Reservoir] = [:]
    private var generator = SeededGenerator(seed: 1)
    private var recent = RecentRequests()

    init(limit: Int, strategy: ThreadingStrategy) {
        self.limit = max(1, limit)
        self.strategy = strategy
    }

    /// What a choice is made among.
    struct Key: Hashable {
        let function: Int
        let memoryMB: Int
        let kind: Kind

        enum Kind: Hashable { case warm, cold, failed }
    }

    /// A uniform choice of the invocations seen.
    struct Reservoir {
        var seen = 0
        var kept: [Kept] = []
    }

    /// One kept invocation with its place among all.
    struct Kept {
        var line: ReportLine
        let sequence: Int
    }
}

extension SampleCollector {
    /// Takes a usable line.
    mutating func take(_ line: ReportLine, of function: String = "") {
        var line = line
        if line.request != 0, let status = recent.pending.removeValue(forKey: line.request) {
            line.status = status
        }
        let key = Key(
            function: place(of: function),
            memoryMB: Int(line.memoryMB),
            kind: Self.kind(of: line)
        )
        let place = reservoirs[key, default: Reservoir()]
            .offer(Kept(line: line, sequence: count), limit: limit, using: &generator)
        count += 1
        if line.request != 0 { recent.remember(line.request, key: key, place: place) }
    }

    /// A function's place among ``functions``; nearly always the last one.
    private mutating func place(of function: String) -> Int {
        if let place = functions.lastIndex(of: function) { return place }
        functions.append(function)
        return functions.count - 1
    }

    private static func kind(of line: ReportLine) -> Key.Kind {
        line.status != .success ? .failed : line.isCold ? .cold : .warm
    }

    /// Takes word from another line that an invocation ended otherwise than its report says.
    mutating func mark(_ request: UInt64, as status: InvocationStatus) {
        guard let found = recent.find(request) else {
            recent.expect(request, status)
            return
        }
        guard let place = found.place,
            reservoirs[found.key]?.kept[place].line.request == request
        else { return }
        reservoirs[found.key]?.kept[place].line.status = status
    }

    /// The reservoirs of the function at a place of ``functions``.
    func reservoirs(of function: Int) -> [(key: Key, reservoir: Reservoir)] {
        reservoirs.filter { $0.key.function == function }.map { ($0.key, $0.value) }
    }
}

extension SampleCollector.Reservoir {
    /// Takes or leaves an invocation; returns its place if it was taken.
    mutating func offer(
        _ candidate: SampleCollector.Kept,
        limit: Int,
        using generator: inout SeededGenerator
    ) -> Int? {
        seen += 1
        if kept.count < limit {
            kept.append(candidate)
            return kept.count - 1
        }
        let place = Int(generator.next() % UInt64(seen))
        guard place < limit else { return nil }
        kept[place] = candidate
        return place
    }
}

/// The last requests by hash, for lines that tell more about one that was reported already.
struct RecentRequests {
    /// How many requests back another line may speak of.
    private static let capacity = 512

    /// A reported request and where it is kept.
    struct Entry {
        let request: UInt64
        let key: SampleCollector.Key
        let place: Int?
    }

    private var entries: [Entry] = []
    private var next = 0

    /// What was said of requests that have not been reported yet.
    var pending: [UInt64: InvocationStatus] = [:]

    /// Remembers a request in the place of the oldest.
    mutating func remember(_ request: UInt64, key: SampleCollector.Key, place: Int?) {
        let entry = Entry(request: request, key: key, place: place)
        if entries.count < Self.capacity { entries.append(entry) } else { entries[next] = entry }
        next = (next + 1) % Self.capacity
    }

    /// Finds a request among the last.
    func find(_ request: UInt64) -> Entry? {
        entries.last { $0.request == request }
    }

    /// Remembers what was said of a request until its report comes.
    mutating func expect(_ request: UInt64, _ status: InvocationStatus) {
        if pending.count >= Self.capacity { pending.removeAll() }
        pending[request] = status
    }
}
