#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A share in percent with as many decimals as matter: `0.4 %`, `12 %`.
func percent(_ share: Double) -> String {
    let value = abs(share) * 100
    return "\(rounded(value, decimals: value < 10 ? 1 : 0)) %"
}

/// A factor such as `12.9×`.
func times(_ factor: Double) -> String {
    "\(rounded(factor, decimals: factor < 100 ? 1 : 0))×"
}

/// A duration such as `3.21 ms`, `480 ms` or `12.3 s`.
func milliseconds(_ value: Double) -> String {
    switch value {
    case ..<10: "\(rounded(value, decimals: 2)) ms"
    case ..<100: "\(rounded(value, decimals: 1)) ms"
    case ..<10_000: "\(rounded(value, decimals: 0)) ms"
    default: "\(rounded(value / 1_000, decimals: 1)) s"
    }
}

/// A number in plain decimals without trailing zeros after the point.
func rounded(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let scale = pow(10, Double(decimals))
    let whole = Int((abs(value) * scale).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    let divisor = Int(scale)
    guard decimals > 0, whole % divisor != 0 else { return "\(sign)\(whole / divisor)" }
    let digits = String(whole % divisor)
    var fraction = String(repeating: "0", count: decimals - digits.count) + digits
    while fraction.last == "0" { fraction.removeLast() }
    return "\(sign)\(whole / divisor).\(fraction)"
}
