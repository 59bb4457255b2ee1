extension [Double] {
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

    /// Adds a multiple of another array's squares and a constant, element by element.
    package mutating func addScaledSquare(_ other: [Double], scale: Double, offset: Double) {
        precondition(other.count == count, "arrays of the same length")
        withUnsafeMutableBufferPointer { own in
            other.withUnsafeBufferPointer { other in
                for i in own.indices { own[i] += scale * other[i] * other[i] + offset }
            }
        }
    }
}
