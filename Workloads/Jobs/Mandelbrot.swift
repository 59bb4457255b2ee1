/// The points of a square grid that stay bounded under z ↦ z² + c.
///
/// Rows differ in cost, so this is the job that shows which strategies balance their load.
struct Mandelbrot: Workload {
    static let facts = WorkloadFacts(
        name: "mandelbrot",
        summary: "iterates the points of a grid over the Mandelbrot set",
        complexity: "O(n²) points of up to 1,000 iterations",
        split: "rows of the grid, dearer towards the middle",
        parallelFraction: 1,
        sizeUnit: "rows and columns",
        defaultSize: 640,
        sizes: 2...100_000,
        memory: ByteCount(perUnit: 16),
        known: knownAnswers
    )

    /// Points along each side of the grid over [−2.25, 0.75] × [−1.5, 1.5].
    let size: Int

    private static let iterationLimit = 1_000

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        let inside = SharedArray(repeating: 0, count: size)
        let iterations = SharedArray(repeating: 0, count: size)
        await team.forEach(size) { rows in
            for row in rows {
                let (bounded, steps) = Self.scan(row, size: size)
                inside.base[row] = bounded
                iterations.base[row] = steps
            }
        }
        // The grid is symmetric about the real axis, and so is the set.
        let isSymmetric = (0..<size).allSatisfy { row in
            let mirror = size - 1 - row
            return inside[row] == inside[mirror] && iterations[row] == iterations[mirror]
        }
        let points = inside.withElements { $0.reduce(0, +) }
        let steps = iterations.withElements { $0.reduce(0, +) }
        return WorkloadResult(
            answer: "\(points) of \(size * size) points after \(steps) iterations",
            holdsInvariant: isSymmetric
        )
    }

    /// The bounded points of a row, and the iterations spent on the whole row.
    private static func scan(_ row: Int, size: Int) -> (inside: Int, iterations: Int) {
        let step = 1.5 / Double(size)
        let imaginary = Double(2 * row + 1 - size) * step
        var inside = 0
        var iterations = 0
        for column in 0..<size {
            let real = Double(2 * column + 1 - size) * step - 0.75
            let count = escape(real, imaginary)
            iterations &+= count
            if count == iterationLimit { inside &+= 1 }
        }
        return (inside, iterations)
    }

    /// The iterations until |z| exceeds 2, up to the limit.
    @inline(__always)
    private static func escape(_ real: Double, _ imaginary: Double) -> Int {
        var (x, y, count) = (0.0, 0.0, 0)
        while count < iterationLimit {
            let (xx, yy) = (x * x, y * y)
            if xx + yy > 4 { break }
            y = 2 * x * y + imaginary
            x = xx - yy + real
            count &+= 1
        }
        return count
    }

    private static let knownAnswers = [
        (2, "0 of 4 points after 74 iterations"),
        (41, "285 of 1681 points after 292339 iterations"),
        (640, "68736 of 409600 points after 70652178 iterations"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
