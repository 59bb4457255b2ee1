/// The measures of a square picture, and its blurring by a binomial kernel.
///
/// - Shape: weights 1 8 28 56 70 56 28 8 1 in each direction, which add up to 256; pixels beyond the
///   border are those on it. The first pass keeps 16 bits, the second rounds to 8.
struct Raster: Sendable {
    /// Rows and columns.
    let side: Int

    /// Values in a pixel.
    let channels: Int

    /// Values in the picture.
    var count: Int { side * side * channels }

    private var rowLength: Int { side * channels }
    private static let radius = 4
    private static let weights: [UInt32] = [1, 8, 28, 56, 70, 56, 28, 8, 1]

    /// Writes one row of sums over nine columns.
    func blurAcross(
        _ source: UnsafePointer<UInt8>,
        into target: UnsafeMutablePointer<UInt16>,
        row: Int
    ) {
        let from = source + row * rowLength
        let to = target + row * rowLength
        let step = channels
        let border = min(Self.radius * step, rowLength)
        for index in 0..<border { to[index] = edge(from, index) }
        let end = rowLength - border
        for index in border..<max(end, border) {
            let center = from + index
            let outer = UInt16(center[-4 * step]) &+ UInt16(center[4 * step])
            let third = UInt16(center[-3 * step]) &+ UInt16(center[3 * step])
            let second = UInt16(center[-2 * step]) &+ UInt16(center[2 * step])
            let first = UInt16(center[-step]) &+ UInt16(center[step])
            to[index] =
                outer &+ third &* 8 &+ second &* 28 &+ first &* 56 &+ UInt16(center[0]) &* 70
        }
        for index in max(end, border)..<rowLength { to[index] = edge(from, index) }
    }

    /// The sum near the border, where columns are repeated.
    private func edge(_ row: UnsafePointer<UInt8>, _ index: Int) -> UInt16 {
        let (column, channel) = index.quotientAndRemainder(dividingBy: channels)
        var sum: UInt32 = 0
        for (place, weight) in Self.weights.enumerated() {
            let other = min(max(column + place - Self.radius, 0), side - 1)
            sum += weight * UInt32(row[other * channels + channel])
        }
        return UInt16(sum)
    }

    /// Writes one row of the blurred picture from the sums over columns.
    func blurDown(
        _ source: UnsafePointer<UInt16>,
        into target: UnsafeMutablePointer<UInt8>,
        row: Int
    ) {
        func line(_ offset: Int) -> UnsafePointer<UInt16> {
            source + min(max(row + offset, 0), side - 1) * rowLength
        }
        let (a, b, c, d, e) = (line(-4), line(-3), line(-2), line(-1), line(0))
        let (f, g, h, i) = (line(1), line(2), line(3), line(4))
        let to = target + row * rowLength
        for index in 0..<rowLength {
            let outer = UInt32(a[index]) &+ UInt32(i[index])
            let third = UInt32(b[index]) &+ UInt32(h[index])
            let second = UInt32(c[index]) &+ UInt32(g[index])
            let first = UInt32(d[index]) &+ UInt32(f[index])
            let sum =
                outer &+ third &* 8 &+ second &* 28 &+ first &* 56 &+ UInt32(e[index]) &* 70
            to[index] = UInt8(truncatingIfNeeded: (sum &+ 32_768) &>> 16)
        }
    }

    /// The row's values, weighted by their place.
    func checksum(of picture: UnsafePointer<UInt8>, row: Int) -> UInt64 {
        let values = picture + row * rowLength
        var sum: UInt64 = 0
        for index in 0..<rowLength {
            sum &+= UInt64(values[index]) &* UInt64(truncatingIfNeeded: (row &+ index) & 1_023 &+ 1)
        }
        return sum
    }

    /// Whether 64 values, taken at random, are what both passes at once give for them.
    func isBlur(_ blurred: SharedArray<UInt8>, of source: SharedArray<UInt8>) -> Bool {
        let random = SplitMix(seed: 11)
        return (0..<64).allSatisfy { sample in
            let index = Int(random(sample) % UInt64(count))
            let (row, rest) = index.quotientAndRemainder(dividingBy: rowLength)
            let (column, channel) = rest.quotientAndRemainder(dividingBy: channels)
            var sum: UInt32 = 0
            for (down, vertical) in Self.weights.enumerated() {
                for (along, horizontal) in Self.weights.enumerated() {
                    let y = min(max(row + down - Self.radius, 0), side - 1)
                    let x = min(max(column + along - Self.radius, 0), side - 1)
                    let value = source[y * rowLength + x * channels + channel]
                    sum += vertical * horizontal * UInt32(value)
                }
            }
            return blurred[index] == UInt8((sum + 32_768) >> 16)
        }
    }
}
