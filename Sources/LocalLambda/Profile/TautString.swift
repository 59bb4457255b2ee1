/// The shortest line from the origin through a row of gates.
///
/// Of all courses that agree with what was read, it is the one that changes its slope least.
///
/// - Source: Davies and Kovac, "Local Extremes, Runs, Strings and Multiresolution", Annals of
///   Statistics 29 (2001).
struct TautString {
    /// A point of the line.
    struct Point: Hashable {
        let x: Double
        let y: Double
    }

    private struct Gate {
        let x: Double
        let low: Double
        let high: Double
    }

    private var gates: [Gate] = []

    /// Adds a gate to pass; gates come in ascending order of x, all above 0.
    mutating func pass(x: Double, from low: Double, to high: Double) {
        gates.append(Gate(x: x, low: low, high: max(low, high)))
    }

    /// The points at which the line bends, from the origin to an end.
    ///
    /// - Cost: one pass over the gates for each bend at most, in practice hardly more than one.
    func knots(toX endX: Double, y endY: Double) -> [Point] {
        let gates = gates + [Gate(x: endX, low: endY, high: endY)]
        var knots = [Point(x: 0, y: 0)]
        var next = 0
        while next < gates.count {
            let (knot, index) = Self.bend(gates, after: knots[knots.count - 1], from: next)
            knots.append(knot)
            next = index + 1
        }
        return knots
    }

    /// The next point at which the line must bend, or the end, and the gate it lies in.
    private static func bend(
        _ gates: [Gate],
        after point: Point,
        from first: Int
    ) -> (knot: Point, index: Int) {
        var (steepest, flattest) = (Double.infinity, -Double.infinity)
        var (upper, lower) = (first, first)
        for index in first..<gates.count {
            let gate = gates[index]
            let run = max(gate.x - point.x, 1e-9)
            let (low, high) = ((gate.low - point.y) / run, (gate.high - point.y) / run)
            if low > steepest { return (Point(x: gates[upper].x, y: gates[upper].high), upper) }
            if high < flattest { return (Point(x: gates[lower].x, y: gates[lower].low), lower) }
            if high <= steepest { (steepest, upper) = (high, index) }
            if low >= flattest { (flattest, lower) = (low, index) }
        }
        let last = gates.count - 1
        return (Point(x: gates[last].x, y: gates[last].high), last)
    }
}
