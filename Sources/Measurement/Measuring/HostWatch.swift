import LambdaPlatform

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Watches what else the machine does while a run is measured.
///
/// - Edge cases: where the system tells nothing (no `/proc/stat`), no caution is ever given.
struct HostWatch: Sendable {
    private let start: HostTimes?

    init() {
        self.start = HostTimes.now()
    }

    /// The cautions about the time since the watch began.
    func cautions() -> [Caution] {
        guard let start, let end = HostTimes.now(), end.total > start.total else { return [] }
        let stolen = (end.steal - start.steal) / (end.total - start.total)
        guard stolen > Self.tolerableSteal else { return [] }
        let percent = (stolen * 1_000).rounded() / 10
        return [
            Caution(
                code: "steal",
                message: "The hypervisor took \(percent) % of this machine's processor time while "
                    + "measuring: repeat the run when the machine is quieter."
            )
        ]
    }

    /// The share of stolen time above which durations visibly suffer.
    private static let tolerableSteal = 0.02
}

/// The machine's processor time since boot, in ticks.
private struct HostTimes {
    let total: Double
    let steal: Double

    /// Reads the first line of `/proc/stat`: user nice system idle iowait irq softirq steal.
    static func now() -> HostTimes? {
        guard let file = fopen("/proc/stat", "r") else { return nil }
        defer { fclose(file) }
        var buffer = [CChar](repeating: 0, count: 512)
        guard fgets(&buffer, Int32(buffer.count), file) != nil else { return nil }
        let line = String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
            as: UTF8.self
        )
        let ticks = line.split(separator: " ").dropFirst().prefix(8)
            .compactMap { Double($0.filter { $0 != "\n" }) }
        guard ticks.count == 8 else { return nil }
        return HostTimes(total: ticks.reduce(0, +), steal: ticks[7])
    }
}
