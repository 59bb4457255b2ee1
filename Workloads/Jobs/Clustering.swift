/// Groups points by Lloyd's k-means, in whole numbers.
struct Clustering: Workload {
    static let facts = WorkloadFacts(
        name: "k-means",
        summary: "groups points of four dimensions into 16 clusters",
        complexity: "O(n) distances for n points in each of 8 rounds",
        split: "blocks of 4,096 points; the threads meet after every round to move the centres",
        parallelFraction: 0.99,
        sizeUnit: "points",
        defaultSize: 1_200_000,
        sizes: 16...400_000_000,
        memory: ByteCount(constant: 4_096, perUnit: 17),
        known: knownAnswers
    )

    /// The number of points.
    let size: Int

    private static let clusters = 16
    private static let dimensions = 4
    private static let rounds = 8
    private static let pointsPerBlock = 4_096

    /// Sums of coordinates, the count and the squared distances of each cluster.
    private static let columns = dimensions + 2

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        let points = await points(on: team)
        var centers = (0..<Self.clusters).map { points[$0] }
        let blocks = (size - 1) / Self.pointsPerBlock + 1
        let width = Self.clusters * Self.columns
        var distances: [Int] = []
        var isComplete = true
        for _ in 0..<Self.rounds {
            let sums = SharedArray(repeating: 0, count: blocks * width)
            await team.forEach(blocks) { [centers] range in
                for block in range {
                    let first = block * Self.pointsPerBlock
                    let range = first..<min(first + Self.pointsPerBlock, size)
                    Self.assign(points.base, range, to: centers, sums.base + block * width)
                }
            }
            let total = (0..<width).map { column in
                (0..<blocks).reduce(0) { $0 + sums[$1 * width + column] }
            }
            centers = Self.moved(centers, total)
            distances.append(Self.sum(total, column: Self.dimensions + 1))
            isComplete = isComplete && Self.sum(total, column: Self.dimensions) == size
        }
        let place = centers.enumerated().reduce(0) { sum, center in
            (0..<Self.dimensions).reduce(sum) { $0 + Int(center.element[$1]) * (center.offset + 1) }
        }
        return WorkloadResult(
            answer: "\(distances[Self.rounds - 1]) around \(place)",
            holdsInvariant: isComplete && distances[Self.rounds - 1] <= distances[0]
        )
    }

    /// Points with coordinates 0…1,023, denser around 16 places.
    private func points(on team: Team) async -> SharedArray<SIMD4<Int32>> {
        let points = SharedArray<SIMD4<Int32>>(unsetCount: size)
        let random = SplitMix(seed: 9)
        await team.forEach(size) { range in
            for index in range {
                let bits = random(index)
                let home = random(-1 - Int(bits >> 60))
                var point = SIMD4<Int32>()
                for axis in 0..<Self.dimensions {
                    let middle = Int32(truncatingIfNeeded: home >> (16 * axis)) & 511
                    let spread = Int32(truncatingIfNeeded: bits >> (12 * axis)) & 511
                    point[axis] = middle + spread
                }
                points.base[index] = point
            }
        }
        return points
    }

    /// Finds the nearest center of each point and adds the point to that cluster's sums.
    private static func assign(
        _ points: UnsafePointer<SIMD4<Int32>>,
        _ range: Range<Int>,
        to centers: [SIMD4<Int32>],
        _ sums: UnsafeMutablePointer<Int>
    ) {
        centers.withUnsafeBufferPointer { centers in
            guard let centers = centers.baseAddress else { return }
            for index in range {
                let point = points[index]
                var (best, nearest) = (Int32.max, 0)
                for cluster in 0..<clusters {
                    let offset = point &- centers[cluster]
                    let distance = (offset &* offset).wrappedSum()
                    if distance < best { (best, nearest) = (distance, cluster) }
                }
                let row = sums + nearest * columns
                for axis in 0..<dimensions { row[axis] &+= Int(point[axis]) }
                row[dimensions] &+= 1
                row[dimensions + 1] &+= Int(best)
            }
        }
    }

    /// The centers moved to the means, rounded down; a cluster without points stays.
    private static func moved(_ centers: [SIMD4<Int32>], _ total: [Int]) -> [SIMD4<Int32>] {
        centers.enumerated().map { cluster, center in
            let row = cluster * columns
            let count = total[row + dimensions]
            guard count > 0 else { return center }
            var mean = SIMD4<Int32>()
            for axis in 0..<dimensions { mean[axis] = Int32(total[row + axis] / count) }
            return mean
        }
    }

    private static func sum(_ total: [Int], column: Int) -> Int {
        (0..<clusters).reduce(0) { $0 + total[$1 * columns + column] }
    }

    private static let knownAnswers = [
        (16, "0 around 291488"),
        (5_000, "270772882 around 287859"),
        (1_200_000, "65587261082 around 289067"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
