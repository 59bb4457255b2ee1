/// The product of two square matrices of whole numbers, held as `Double`.
///
/// Every sum stays far below 2⁵³, so the result is exact and its checksum a whole number.
struct MatrixProduct: Workload {
    static let facts = WorkloadFacts(
        name: "matrix-product",
        summary: "multiplies two square matrices",
        complexity: "O(n³) multiply-adds for n rows",
        split: "bands of rows of the result; inputs are made in parallel too",
        parallelFraction: 0.99,
        sizeUnit: "rows and columns",
        defaultSize: 1_000,
        sizes: 2...8_192,
        memory: ByteCount(perUnit: 40, perUnitSquared: 24),
        known: knownAnswers
    )

    /// Rows and columns.
    let size: Int

    func run(on team: Team) async -> WorkloadResult {
        let left = await matrix(seed: 1, on: team)
        let right = await matrix(seed: 2, on: team)
        let product = SharedArray<Double>(unsetCount: size * size)
        let size = size
        await team.forEach(size) { rows in
            Self.multiply(
                left.base,
                right.base,
                into: product.base,
                rows: rows,
                size: size
            )
        }
        let checksums = SharedArray(repeating: Int64(0), count: size)
        await team.forEach(size) { rows in
            for row in rows {
                checksums.base[row] = Self.checksum(of: product.base, row: row, size: size)
            }
        }
        return WorkloadResult(
            answer: String(checksums.withElements { $0.reduce(0, &+) }),
            holdsInvariant: await isProduct(product, of: left, right, on: team)
        )
    }

    /// A matrix of whole numbers from −100 to 100.
    private func matrix(seed: UInt64, on team: Team) async -> SharedArray<Double> {
        let values = SharedArray<Double>(unsetCount: size * size)
        let random = SplitMix(seed: seed)
        await team.forEach(size * size) { indices in
            for index in indices {
                values.base[index] = Double(Int64(random(index) % 201) - 100)
            }
        }
        return values
    }

    /// Writes the product's rows, a tile of the right matrix at a time.
    ///
    /// A tile of 64 × 256 elements, 128 KB, stays in the second-level cache while all rows of the band
    /// pass by, four of its rows at once, so that the result is read and written a quarter as often.
    /// With whole rows a block would fill that cache alone, and processors would wait for each other
    /// at the third-level one.
    private static func multiply(
        _ left: UnsafePointer<Double>,
        _ right: UnsafePointer<Double>,
        into product: UnsafeMutablePointer<Double>,
        rows: Range<Int>,
        size: Int
    ) {
        (product + rows.lowerBound * size).update(repeating: 0, count: rows.count * size)
        for column in stride(from: 0, to: size, by: 256) {
            let width = min(256, size - column)
            for block in stride(from: 0, to: size, by: 64) {
                let tile = block..<min(block + 64, size)
                for row in rows {
                    let target = product + row * size + column
                    add(left + row * size, right + column, tile, to: target, width, size)
                }
            }
        }
    }

    /// Adds what the tile's rows, weighted by the factors, come to.
    @inline(__always)
    private static func add(
        _ factors: UnsafePointer<Double>,
        _ right: UnsafePointer<Double>,
        _ tile: Range<Int>,
        to target: UnsafeMutablePointer<Double>,
        _ width: Int,
        _ size: Int
    ) {
        var inner = tile.lowerBound
        while inner + 4 <= tile.upperBound {
            let first = right + inner * size
            let (second, third, fourth) = (first + size, first + 2 * size, first + 3 * size)
            let (a, b) = (factors[inner], factors[inner + 1])
            let (c, d) = (factors[inner + 2], factors[inner + 3])
            for column in 0..<width {
                target[column] +=
                    (a * first[column] + b * second[column])
                    + (c * third[column] + d * fourth[column])
            }
            inner += 4
        }
        while inner < tile.upperBound {
            let (factor, source) = (factors[inner], right + inner * size)
            for column in 0..<width { target[column] += factor * source[column] }
            inner += 1
        }
    }

    /// The row's elements, each weighted by its place.
    private static func checksum(
        of product: UnsafePointer<Double>,
        row: Int,
        size: Int
    ) -> Int64 {
        var sum: Int64 = 0
        for column in 0..<size {
            let weight = Int64((row &* 31 &+ column &* 17) % 1_009 + 1)
            sum &+= Int64(product[row * size + column]) &* weight
        }
        return sum
    }

    /// Whether `product · x = left · (right · x)` for a vector of ±1.
    ///
    /// - Source: Freivalds, "Probabilistic machines can use less running time", IFIP 1977.
    private func isProduct(
        _ product: SharedArray<Double>,
        of left: SharedArray<Double>,
        _ right: SharedArray<Double>,
        on team: Team
    ) async -> Bool {
        let random = SplitMix(seed: 3)
        let signs = SharedArray<Double>(unsetCount: size)
        for index in 0..<size { signs[index] = random(index) & 1 == 0 ? 1 : -1 }
        let once = await apply(product, to: signs, on: team)
        let twice = await apply(left, to: apply(right, to: signs, on: team), on: team)
        return (0..<size).allSatisfy { once[$0] == twice[$0] }
    }

    /// The matrix times a vector.
    private func apply(
        _ matrix: SharedArray<Double>,
        to vector: SharedArray<Double>,
        on team: Team
    ) async -> SharedArray<Double> {
        let size = size
        let result = SharedArray<Double>(unsetCount: size)
        await team.forEach(size) { rows in
            for row in rows {
                result.base[row] = Self.dot(matrix.base + row * size, vector.base, size)
            }
        }
        return result
    }

    /// Four sums at once, since an addition must wait for the one before; whole numbers add up to the
    /// same in any order.
    private static func dot(
        _ left: UnsafePointer<Double>,
        _ right: UnsafePointer<Double>,
        _ count: Int
    ) -> Double {
        var sums = SIMD4<Double>.zero
        for index in stride(from: 0, to: count & ~3, by: 4) {
            let factors = UnsafeRawPointer(left + index).loadUnaligned(as: SIMD4<Double>.self)
            sums += factors * UnsafeRawPointer(right + index).loadUnaligned(as: SIMD4<Double>.self)
        }
        var sum = sums.sum()
        for index in count & ~3..<count { sum += left[index] * right[index] }
        return sum
    }

    private static let knownAnswers = [
        (2, "231431"),
        (37, "-793077796"),
        (1_000, "-72365537811"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
