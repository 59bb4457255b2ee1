#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Complex numbers with real and imaginary parts apart, so that loops over them can use vectors.
struct ComplexArray: Sendable {
    let real: SharedArray<Double>
    let imaginary: SharedArray<Double>

    init(count: Int) {
        real = SharedArray(repeating: 0, count: count)
        imaginary = SharedArray(repeating: 0, count: count)
    }

    /// Multiplies element by element.
    func multiply(by other: ComplexArray) {
        let (x, y) = (real.base, imaginary.base)
        let (u, v) = (other.real.base, other.imaginary.base)
        for index in 0..<real.count {
            let product = x[index] * u[index] - y[index] * v[index]
            y[index] = x[index] * v[index] + y[index] * u[index]
            x[index] = product
        }
    }
}

/// The fast Fourier transform of one length, in place.
///
/// - Source: Cooley and Tukey, "An Algorithm for the Machine Calculation of Complex Fourier Series",
///   Mathematics of Computation 19 (1965); decimation in time, radix 2.
struct FourierTransform: Sendable {
    private let length: Int

    /// exp(−πi j/h) for j in 0..<h, for each half length h = 1, 2, 4 … one after the other.
    private let twiddles: ComplexArray
    private let reversed: SharedArray<UInt32>

    /// Prepares the transform of a length that is a power of two.
    init(length: Int) {
        precondition(length.nonzeroBitCount == 1, "the length must be a power of two")
        self.length = length
        twiddles = ComplexArray(count: length)
        reversed = SharedArray(repeating: 0, count: length)
        let shift = UInt32(32 - length.trailingZeroBitCount)
        for index in 0..<length where length > 1 {
            var bits = UInt32(index)
            var result: UInt32 = 0
            for _ in 0..<32 {
                result = result << 1 | bits & 1
                bits >>= 1
            }
            reversed[index] = result >> shift
        }
        var half = 1
        while half < length {
            for j in 0..<half {
                let angle = -Double.pi * Double(j) / Double(half)
                twiddles.real[half + j] = cos(angle)
                twiddles.imaginary[half + j] = sin(angle)
            }
            half *= 2
        }
    }

    /// Replaces the array by its transform.
    func forward(_ array: ComplexArray) {
        transform(array.real.base, array.imaginary.base)
    }

    /// Replaces the array by its inverse transform times its length.
    func backward(_ array: ComplexArray) {
        // Swapping the parts conjugates on the way in and out.
        transform(array.imaginary.base, array.real.base)
    }

    private func transform(
        _ real: UnsafeMutablePointer<Double>,
        _ imaginary: UnsafeMutablePointer<Double>
    ) {
        permute(real, imaginary)
        pairs(real)
        pairs(imaginary)
        let (cosines, sines) = (twiddles.real.base, twiddles.imaginary.base)
        var half = 2
        while half < length {
            for start in stride(from: 0, to: length, by: 2 * half) {
                Self.butterflies(
                    real + start,
                    imaginary + start,
                    cosines + half,
                    sines + half,
                    half
                )
            }
            half *= 2
        }
    }

    /// The first stage, whose factors are all one.
    private func pairs(_ values: UnsafeMutablePointer<Double>) {
        for index in stride(from: 0, to: length & ~1, by: 2) {
            let (left, right) = (values[index], values[index &+ 1])
            values[index] = left + right
            values[index &+ 1] = left - right
        }
    }

    @inline(__always)
    private static func butterflies(
        _ x: UnsafeMutablePointer<Double>,
        _ y: UnsafeMutablePointer<Double>,
        _ cosines: UnsafePointer<Double>,
        _ sines: UnsafePointer<Double>,
        _ half: Int
    ) {
        for j in 0..<half {
            let (c, s) = (cosines[j], sines[j])
            let (u, v) = (x[half + j], y[half + j])
            let (re, im) = (u * c - v * s, u * s + v * c)
            x[half + j] = x[j] - re
            y[half + j] = y[j] - im
            x[j] += re
            y[j] += im
        }
    }

    private func permute(
        _ real: UnsafeMutablePointer<Double>,
        _ imaginary: UnsafeMutablePointer<Double>
    ) {
        let order = reversed.base
        for index in 0..<length {
            let other = Int(order[index])
            if index < other {
                swap(&real[index], &real[other])
                swap(&imaginary[index], &imaginary[other])
            }
        }
    }
}
