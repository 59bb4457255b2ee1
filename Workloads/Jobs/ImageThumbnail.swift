/// Halves a picture and blurs it, in whole numbers.
struct ImageThumbnail: Workload {
    static let facts = WorkloadFacts(
        name: "image-thumbnail",
        summary: "halves a colour picture and blurs it with a 9×9 Gaussian kernel",
        complexity: "O(n²) pixels for n rows and columns",
        split: "rows; the threads meet between halving, blurring along rows, and along columns",
        parallelFraction: 0.99,
        sizeUnit: "rows and columns",
        defaultSize: 6_000,
        sizes: 4...40_000,
        memory: ByteCount(perUnit: 64, perUnitSquared: 6),
        known: knownAnswers
    )

    /// Rows and columns of the picture.
    let size: Int

    /// Red, green and blue, one after the other in each pixel.
    private static let channels = 3

    func run(on team: Team) async -> WorkloadResult {
        let picture = SharedArray<UInt8>(unsetCount: size * size * Self.channels)
        let raster = Raster(side: size / 2, channels: Self.channels)
        let half = SharedArray<UInt8>(unsetCount: raster.count)
        let across = SharedArray<UInt16>(unsetCount: raster.count)
        let blurred = SharedArray<UInt8>(unsetCount: raster.count)
        let checksums = SharedArray(repeating: UInt64(0), count: raster.side)
        let size = size
        await team.forEach(size) { rows in
            for row in rows { Self.paint(picture.base, row: row, size: size) }
        }
        await team.forEach(raster.side) { rows in
            for row in rows { Self.halve(picture.base, into: half.base, row: row, size: size) }
        }
        await team.forEach(raster.side) { rows in
            for row in rows { raster.blurAcross(half.base, into: across.base, row: row) }
        }
        await team.forEach(raster.side) { rows in
            for row in rows {
                raster.blurDown(across.base, into: blurred.base, row: row)
                checksums.base[row] = raster.checksum(of: blurred.base, row: row)
            }
        }
        return WorkloadResult(
            answer: String(checksums.withElements { $0.reduce(0, &+) }),
            holdsInvariant: raster.isBlur(blurred, of: half)
        )
    }

    /// Writes one row of noise: a random number gives eight bytes.
    private static func paint(_ picture: UnsafeMutablePointer<UInt8>, row: Int, size: Int) {
        let length = size * channels
        let words = (length + 7) / 8
        let random = SplitMix(seed: 10)
        let target = picture + row * length
        var index = 0
        for word in 0..<words {
            var bits = random(row &* words &+ word)
            if index &+ 8 <= length {
                UnsafeMutableRawPointer(target + index)
                    .storeBytes(of: bits.littleEndian, as: UInt64.self)
                index &+= 8
            } else {
                while index < length {
                    target[index] = UInt8(truncatingIfNeeded: bits)
                    bits &>>= 8
                    index &+= 1
                }
            }
        }
    }

    /// Writes one row of the picture at half its size: rounded means of 2 × 2 pixels.
    private static func halve(
        _ picture: UnsafePointer<UInt8>,
        into half: UnsafeMutablePointer<UInt8>,
        row: Int,
        size: Int
    ) {
        let side = size / 2
        let upper = picture + 2 * row * size * channels
        let lower = upper + size * channels
        let target = half + row * side * channels
        for column in 0..<side {
            for channel in 0..<channels {
                let left = 2 &* column &* channels &+ channel
                let right = left &+ channels
                let sum =
                    UInt16(upper[left]) &+ UInt16(upper[right])
                    &+ UInt16(lower[left]) &+ UInt16(lower[right])
                target[column &* channels &+ channel] = UInt8(truncatingIfNeeded: (sum &+ 2) &>> 2)
            }
        }
    }

    private static let knownAnswers = [
        (5, "5956"),
        (101, "95602768"),
        (6_000, "1766690960262"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
