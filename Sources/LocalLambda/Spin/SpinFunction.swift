#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A Lambda function that does nothing but use CPU time: the yardstick that quotas are checked with.
///
/// - Shape: the event is `{"cpuMS": total, "threads": count}`; each thread uses an even part.
package enum SpinFunction {
    /// Answers events until the environment ends.
    package static func run() -> Never {
        guard let address = ownEnvironment("AWS_LAMBDA_RUNTIME_API"),
            let client = SpinClient(address: address)
        else { exit(1) }
        while let event = client.next() {
            let cpuMS = number("cpuMS", in: event.body) ?? 0
            let threads = Int(number("threads", in: event.body) ?? 1)
            burn(milliseconds: cpuMS, threads: min(max(threads, 1), 64))
            guard client.respond(to: event.id) else { break }
        }
        exit(1)
    }

    /// The event that asks for so much CPU time on so many threads.
    static func event(cpuMS: Double, threads: Int) -> [UInt8] {
        Array(#"{"cpuMS": \#(cpuMS), "threads": \#(threads)}"#.utf8)
    }

    private static func number(_ key: String, in body: [UInt8]) -> Double? {
        let text = String(decoding: body, as: UTF8.self)
        guard let found = text.firstRange(of: "\"\(key)\":") else { return nil }
        let digits = text[found.upperBound...].drop { $0 == " " }
            .prefix { $0.isNumber || $0 == "." }
        return Double(String(digits))
    }

    private static func burn(milliseconds: Double, threads: Int) {
        let part = UInt64(milliseconds * 1e6 / Double(threads))
        var ends: [CInt] = [-1, -1]
        guard threads > 1, pipe(&ends) == 0 else {
            spin(nanoseconds: UInt64(milliseconds * 1e6))
            return
        }
        defer { ends.forEach { close($0) } }
        let done = ends[1]
        for _ in 1..<threads {
            let isStarted = Worker.start {
                spin(nanoseconds: part)
                var byte: UInt8 = 1
                _ = write(done, &byte, 1)
            }
            if !isStarted { exit(1) }
        }
        spin(nanoseconds: part)
        // Waiting by reading uses no CPU time, which waiting by looking would.
        for _ in 1..<threads {
            var byte: UInt8 = 0
            while read(ends[0], &byte, 1) < 0 && errno == EINTR {}
        }
    }

    /// Uses CPU time on the calling thread, by the thread's own clock.
    private static func spin(nanoseconds: UInt64) {
        let end = threadNS() + nanoseconds
        var value: UInt64 = 1
        while threadNS() < end {
            for _ in 0..<1_000 { value = value &* 6_364_136_223_846_793_005 &+ 1 }
        }
        // Keeps the loop from being left out.
        if value == 0 { exit(1) }
    }

    private static func threadNS() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
