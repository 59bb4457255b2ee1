import KernelsInC
import Testing
import Workloads

/// Whole jobs on one thread against plain C versions of them, in CPU time, turn by turn.
@Suite(.enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"), .serialized)
struct KernelBenchmarks {
    private static let rounds = 7

    /// The C versions, each giving its answer the way the workload writes it.
    private static let kernels: [(name: String, run: @Sendable (Int64) -> String)] = [
        ("matrix-product", { String(c_matrix_product($0)) }),
        ("prime-sieve", { String(c_prime_sieve($0)) }),
        (
            "mandelbrot",
            { size in
                var iterations: Int64 = 0
                let inside = c_mandelbrot(size, &iterations)
                return "\(inside) of \(size * size) points after \(iterations) iterations"
            }
        ),
        ("fft", { String(c_fft($0)) }),
        ("n-body", { String(c_n_body($0)) }),
        ("merge-sort", { String(c_merge_sort($0)) }),
        ("image-thumbnail", { String(c_image_thumbnail($0)) }),
        ("monte-carlo", { String(c_monte_carlo($0).formatted(decimals: 4)) }),
        ("k-means", { String(c_k_means($0)) }),
        ("json", { String(c_json($0)) }),
        // The same zlib; what is held against each other is everything around it.
        ("compression", { "\($0 * 96) bytes with checksum \(c_compression($0))" }),
        // Plain C against the library's assembly, which uses what the processor has for SHA-256.
        (
            "sha256-tree",
            { size in
                withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65) { text in
                    guard let base = text.baseAddress else { return "" }
                    c_sha256_tree(size, base)
                    return String(cString: base)
                }
            }
        ),
        (
            "text-search",
            { size in
                withUnsafeTemporaryAllocation(of: Int64.self, capacity: 3) { counts in
                    c_text_search(size, counts.baseAddress)
                    return counts.map { String($0) }.joined(separator: " + ")
                }
            }
        ),
    ]

    @Test(arguments: kernels.indices)
    func `a job takes at most 1.15 times as long as plain C`(index: Int) async throws {
        let kernel = Self.kernels[index]
        let run = try WorkloadRun(workload: kernel.name, strategy: "single")
        var answer = ""
        var ratios: [Double] = []
        for _ in 0..<Self.rounds {
            let swift = try await cpuSeconds { answer = try await run() }
            var expected = ""
            let plain = await cpuSeconds { expected = kernel.run(Int64(run.size)) }
            #expect(answer.hasPrefix(expected), "C and Swift disagree on \(kernel.name)")
            ratios.append(swift / plain)
        }
        let ratio = median(ratios)
        print("\(kernel.name): \(ratio.formatted(decimals: 3)) of the time that C takes")
        #expect(ratio <= 1.15, "\(kernel.name)")
    }
}

extension Double {
    /// The number with a fixed count of decimals.
    func formatted(decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        let units = Int((self * Double(scale)).rounded())
        let fraction = String(units % scale)
        let padding = String(repeating: "0", count: decimals - fraction.count)
        return "\(units / scale).\(padding)\(fraction)"
    }
}
