extension [Double] {
    /// The sum of the products of two arrays of the same length, element by element.
    ///
    /// - Shape: four partial sums, added at the end: the order of addition is fixed.
    package func dot(_ other: [Double]) -> Double {
        precondition(other.count == count, "arrays of the same length")
        return withUnsafeBufferPointer { own in
            other.withUnsafeBufferPointer { other in
                var sums = SIMD4<Double>.zero
                var index = 0
                while index + 4 <= own.count {
                    let left = SIMD4(own[index], own[index + 1], own[index + 2], own[index + 3])
                    let right = SIMD4(
                        other[index],
                        other[index + 1],
                        other[index + 2],
                        other[index + 3]
                    )
                    sums += left * right
                    index += 4
                }
                var sum = sums.sum()
                for i in index..<own.count { sum += own[i] * other[i] }
                return sum
            }
        }
    }

    /// Adds a multiple of another array of the same length, element by element.
    package mutating func add(_ other: [Double], scale: Double) {
        precondition(other.count == count, "arrays of the same length")
        withUnsafeMutableBufferPointer { own in
            other.withUnsafeBufferPointer { other in
                for i in own.indices { own[i] += scale * other[i] }
            }
        }
    }

    /// Subtracts half the product of two arrays of the same length, element by element.
    package mutating func subtractHalfProduct(_ left: [Double], _ right: [Double]) {
        precondition(left.count == count && right.count == count, "arrays of the same length")
        withUnsafeMutableBufferPointer { own in
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    for i in own.indices { own[i] -= 0.5 * left[i] * right[i] }
                }
            }
        }
    }

    /// Adds a multiple of the squares of another array's sums with a shift, and a constant, element by
    /// element.
    package mutating func addScaledSquare(
        _ other: [Double],
        shift: Double = 0,
        scale: Double,
        offset: Double
    ) {
        precondition(other.count == count, "arrays of the same length")
        withUnsafeMutableBufferPointer { own in
            other.withUnsafeBufferPointer { other in
                for i in own.indices {
                    let sum = other[i] + shift
                    own[i] += scale * sum * sum + offset
                }
            }
        }
    }
}
