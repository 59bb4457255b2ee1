/// The number of primes up to a limit without looking at them: a second opinion for the sieve.
enum PrimeCount {
    /// π(n), by counting what each prime up to √n strikes out.
    ///
    /// Cost: O(n^¾) time, O(√n) memory.
    ///
    /// - Source: Legendre's identity φ(x, a) = φ(x, a−1) − φ(x/pₐ, a−1) over the values ⌊n/k⌋ only,
    ///   as posted by "Lucy_Hedgehog" for Project Euler 10.
    static func upTo(_ limit: Int) -> Int {
        guard limit >= 2 else { return 0 }
        let root = PrimeSieve.squareRoot(of: limit)
        // small[v] = numbers 2…v still standing; large[k] = the same for ⌊limit/k⌋.
        var small = (0...root).map { $0 - 1 }
        var large = (0...root).map { $0 == 0 ? 0 : limit / $0 - 1 }
        for prime in stride(from: 2, through: root, by: 1) where small[prime] != small[prime - 1] {
            let before = small[prime - 1]
            let square = prime * prime
            for k in 1...min(root, limit / square) {
                let product = k * prime
                let standing = product <= root ? large[product] : small[limit / product]
                large[k] -= standing - before
            }
            for value in stride(from: root, through: square, by: -1) {
                small[value] -= small[value / prime] - before
            }
        }
        return large[1]
    }
}
