extension ProcessTree {
    /// Binds every thread of every process to the processors; false where that cannot be done.
    func bind(to processors: [Int]) -> Bool {
        #if os(Linux)
            let threads = members().flatMap(Self.threads)
            return !threads.isEmpty
                && threads.allSatisfy { LinuxCall.bind($0, to: processors) }
        #else
            return false
        #endif
    }

    /// Does something while each thread of some members is bound to the processor it last ran on, and
    /// binds them to the processors afterwards.
    ///
    /// - Edge cases: threads that cannot be bound are left alone.
    static func withThreadsInPlace(
        _ members: [Int32],
        of processors: [Int],
        _ body: () -> Void
    ) {
        #if os(Linux)
            let bound = members.flatMap(threads).filter { thread in
                processor(of: thread).map { LinuxCall.bind(thread, to: [$0]) } ?? false
            }
            body()
            for thread in bound { _ = LinuxCall.bind(thread, to: processors) }
        #else
            body()
        #endif
    }

    #if os(Linux)
        private static func threads(of process: Int32) -> [Int32] {
            KernelControlTree().names(in: "/proc/\(process)/task").compactMap { Int32($0) }
        }

        /// The processor that a thread last ran on: field 39 of proc_pid_stat(5).
        private static func processor(of thread: Int32) -> Int? {
            guard let text = try? KernelControlTree().read("/proc/\(thread)/stat"),
                let end = text.lastIndex(of: ")")
            else { return nil }
            // The first piece is the parenthesis that ends field 2.
            let fields = text[end...].split(separator: " ")
            return fields.count > 37 ? Int(fields[37]) : nil
        }
    #endif
}
