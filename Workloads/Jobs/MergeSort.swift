/// Sorts random 64-bit keys by merging.
struct MergeSort: Workload {
    static let facts = WorkloadFacts(
        name: "merge-sort",
        summary: "sorts random 64-bit keys",
        complexity: "O(n log n) comparisons for n keys",
        split: "runs of 16,384 keys sorted apart; then every merge is cut into pieces as large",
        parallelFraction: 0.97,
        sizeUnit: "keys",
        defaultSize: 3_000_000,
        sizes: 1...600_000_000,
        memory: ByteCount(perUnit: 16),
        known: knownAnswers
    )

    /// The number of keys.
    let size: Int

    /// Keys in a run, and in a piece of a merge; both fit a second-level cache.
    private static let runLength = 16_384

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        var source = SharedArray<UInt64>(unsetCount: size)
        var target = SharedArray<UInt64>(unsetCount: size)
        let pieces = (size - 1) / Self.runLength + 1
        let sums = SharedArray(repeating: UInt64(0), count: pieces)
        let random = SplitMix(seed: 7)
        await team.forEach(pieces) { [source, target] range in
            for piece in range {
                let keys = Self.span(piece, size: size)
                var sum: UInt64 = 0
                for index in keys {
                    let key = random(index)
                    source.base[index] = key
                    sum &+= key
                }
                sums.base[piece] = sum
                Self.sortRun(source.base, target.base, keys)
            }
        }
        var length = Self.runLength
        while length < size {
            await team.forEach(pieces) { [source, target, length] range in
                for piece in range {
                    Self.mergePiece(
                        Self.span(piece, size: size),
                        runs: length,
                        size,
                        source.base,
                        target.base
                    )
                }
            }
            swap(&source, &target)
            length *= 2
        }
        return await result(sorted: source, sum: sums.withElements { $0.reduce(0, &+) }, on: team)
    }

    private static func span(_ piece: Int, size: Int) -> Range<Int> {
        piece * runLength..<min((piece + 1) * runLength, size)
    }

    /// Sorts a run in place: insertion for groups of 16, then merges back and forth.
    private static func sortRun(
        _ keys: UnsafeMutablePointer<UInt64>,
        _ scratch: UnsafeMutablePointer<UInt64>,
        _ range: Range<Int>
    ) {
        for start in stride(from: range.lowerBound, to: range.upperBound, by: 16) {
            for index in start + 1..<max(min(start + 16, range.upperBound), start + 1) {
                let key = keys[index]
                var place = index
                while place > start && keys[place &- 1] > key {
                    keys[place] = keys[place &- 1]
                    place &-= 1
                }
                keys[place] = key
            }
        }
        var (from, to) = (keys, scratch)
        var width = 16
        while width < range.count {
            for start in stride(from: range.lowerBound, to: range.upperBound, by: 2 * width) {
                let middle = min(start + width, range.upperBound)
                let end = min(start + 2 * width, range.upperBound)
                merge(
                    from + start,
                    middle - start,
                    from + middle,
                    end - middle,
                    to + start,
                    end - start
                )
            }
            swap(&from, &to)
            width *= 2
        }
        if from != keys {
            (keys + range.lowerBound).update(from: from + range.lowerBound, count: range.count)
        }
    }

    /// Writes one piece of the merge of two neighbouring runs.
    private static func mergePiece(
        _ piece: Range<Int>,
        runs length: Int,
        _ size: Int,
        _ source: UnsafeMutablePointer<UInt64>,
        _ target: UnsafeMutablePointer<UInt64>
    ) {
        let start = piece.lowerBound / (2 * length) * (2 * length)
        let middle = min(start + length, size)
        let end = min(start + 2 * length, size)
        let (left, right) = (source + start, source + middle)
        let taken = rank(piece.lowerBound - start, left, middle - start, right, end - middle)
        let skipped = piece.lowerBound - start - taken
        merge(
            left + taken,
            middle - start - taken,
            right + skipped,
            end - middle - skipped,
            target + piece.lowerBound,
            piece.count
        )
    }

    /// How many of the first `count` merged keys come from the left run.
    ///
    /// - Source: Siebert and Träff, "Perfectly Load-Balanced, Optimal, Stable, Parallel Merge"
    ///   (2013), co-ranking by binary search.
    private static func rank(
        _ count: Int,
        _ left: UnsafePointer<UInt64>,
        _ leftCount: Int,
        _ right: UnsafePointer<UInt64>,
        _ rightCount: Int
    ) -> Int {
        var low = max(0, count - rightCount)
        var high = min(count, leftCount)
        while low < high {
            let middle = (low + high) / 2
            if left[middle] <= right[count - middle - 1] {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Writes the first `count` keys of the merge.
    @inline(__always)
    private static func merge(
        _ left: UnsafePointer<UInt64>,
        _ leftCount: Int,
        _ right: UnsafePointer<UInt64>,
        _ rightCount: Int,
        _ target: UnsafeMutablePointer<UInt64>,
        _ count: Int
    ) {
        var (i, j, k) = (0, 0, 0)
        while i < leftCount && j < rightCount && k < count {
            let (a, b) = (left[i], right[j])
            let takesLeft = a <= b
            target[k] = takesLeft ? a : b
            // Adding the comparison avoids a branch that nothing could predict.
            i &+= takesLeft ? 1 : 0
            j &+= takesLeft ? 0 : 1
            k &+= 1
        }
        while i < leftCount && k < count {
            target[k] = left[i]
            (i, k) = (i &+ 1, k &+ 1)
        }
        while j < rightCount && k < count {
            target[k] = right[j]
            (j, k) = (j &+ 1, k &+ 1)
        }
    }

    /// The keys weighted by their place; sound if they ascend and are the keys that were made.
    private func result(
        sorted: SharedArray<UInt64>,
        sum: UInt64,
        on team: Team
    ) async -> WorkloadResult {
        let size = size
        let pieces = (size - 1) / Self.runLength + 1
        let checks = SharedArray<PieceCheck>(unsetCount: pieces)
        await team.forEach(pieces) { range in
            for piece in range {
                var check = PieceCheck(sum: 0, weighted: 0, ascends: true)
                for index in Self.span(piece, size: size) {
                    let key = sorted.base[index]
                    check.sum &+= key
                    check.weighted &+= key &* UInt64(truncatingIfNeeded: index &+ 1)
                    if index > 0 && sorted.base[index &- 1] > key { check.ascends = false }
                }
                checks.base[piece] = check
            }
        }
        return checks.withElements { checks in
            WorkloadResult(
                answer: String(checks.reduce(UInt64(0)) { $0 &+ $1.weighted }),
                holdsInvariant: checks.allSatisfy(\.ascends)
                    && checks.reduce(UInt64(0)) { $0 &+ $1.sum } == sum
            )
        }
    }

    private struct PieceCheck: BitwiseCopyable {
        var sum: UInt64
        var weighted: UInt64
        var ascends: Bool
    }

    private static let knownAnswers = [
        (1, "7191089600892374487"),
        (40_000, "3802232247246857964"),
        (3_000_000, "166340875393374312"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
