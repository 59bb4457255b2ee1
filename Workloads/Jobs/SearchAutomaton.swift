/// A deterministic automaton that finds a regular expression anywhere in a line.
///
/// - Source: Thompson, "Regular Expression Search Algorithm", CACM 11 (1968), for the automaton with
///   choices; Rabin and Scott (1959) for making it deterministic by sets of states.
struct SearchAutomaton: Sendable {
    /// For each state and byte, 256 times the next state; state 1 is that a match has ended.
    private let table: SharedArray<UInt32>

    private static let found: UInt32 = 256

    /// Builds the automaton.
    init(searchingFor expression: RegularExpression) {
        var graph = Graph()
        let end = graph.addState()
        let start = graph.add(expression, to: end)
        let first = graph.closure([start])
        let kinds = graph.kindsOfBytes
        // Numbers of sets of states; the set that has found a match is its own place.
        var numbers: [Set<Int>: UInt32] = [first: 0]
        var rows: [[UInt32]] = [[], Array(repeating: 256, count: 256)]
        var waiting = first.contains(end) ? [] : [first]
        var known = 0
        while known < waiting.count {
            let set = waiting[known]
            known += 1
            var row = [UInt32](repeating: Self.found, count: 256)
            for bytes in kinds {
                // A search may begin again at every byte.
                let next = graph.closure(graph.step(set, bytes[0]).union([start]))
                if next.contains(end) { continue }
                if numbers[next] == nil {
                    numbers[next] = UInt32(rows.count)
                    rows.append([])
                    waiting.append(next)
                }
                for byte in bytes { row[Int(byte)] = (numbers[next] ?? 0) * 256 }
            }
            rows[Int(numbers[set] ?? 0)] = row
        }
        if first.contains(end) { rows[0] = rows[1] }
        let flat = rows.flatMap { $0 }
        table = SharedArray(repeating: 0, count: flat.count)
        for (index, next) in flat.enumerated() { table[index] = next }
    }

    /// The number of lines of equal length that hold a match.
    func matchingLines(
        in text: UnsafePointer<UInt8>,
        _ lines: Range<Int>,
        length: Int
    ) -> Int {
        let table = table.base
        var count = 0
        for line in lines {
            let bytes = text + line * length
            var state: UInt32 = 0
            for index in 0..<length {
                state = table[Int(state &+ UInt32(bytes[index]))]
                if state == Self.found { break }
            }
            if state == Self.found { count &+= 1 }
        }
        return count
    }

    /// An automaton with choices: edges over bytes, and edges that cost none.
    private struct Graph {
        private var free: [[Int]] = []
        private var edges: [[(bytes: Set<UInt8>, target: Int)]] = []

        mutating func addState() -> Int {
            free.append([])
            edges.append([])
            return free.count - 1
        }

        /// Adds states that lead to the target by way of the expression; returns the first.
        mutating func add(_ expression: RegularExpression, to target: Int) -> Int {
            switch expression {
            case .nothing:
                return target
            case .bytes(let bytes):
                let state = addState()
                edges[state].append((bytes, target))
                return state
            case .sequence(let first, let second):
                return add(first, to: add(second, to: target))
            case .choice(let left, let right):
                let state = addState()
                free[state] = [add(left, to: target), add(right, to: target)]
                return state
            case .repetition(let body):
                let state = addState()
                free[state] = [add(body, to: state), target]
                return state
            }
        }

        /// The bytes, those together that lead from every state to the same ones; none is empty.
        ///
        /// Automata of words and digits have about ten kinds, which need 25 times fewer steps than all
        /// bytes would.
        var kindsOfBytes: [[UInt8]] {
            let classes = edges.flatMap(\.self).map(\.bytes)
            let kinds = Dictionary(grouping: UInt8.min...UInt8.max) { byte in
                classes.map { $0.contains(byte) }
            }
            return kinds.values.sorted { $0[0] < $1[0] }
        }

        func closure(_ states: Set<Int>) -> Set<Int> {
            var result = states
            var waiting = Array(states)
            while let state = waiting.popLast() {
                for next in free[state] where result.insert(next).inserted { waiting.append(next) }
            }
            return result
        }

        func step(_ states: Set<Int>, _ byte: UInt8) -> Set<Int> {
            var result: Set<Int> = []
            for state in states {
                for edge in edges[state] where edge.bytes.contains(byte) {
                    result.insert(edge.target)
                }
            }
            return result
        }
    }
}
