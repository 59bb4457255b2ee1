extension ProcessTree {
    /// Binds every thread of every process to the processors; false where that cannot be done.
    func bind(to processors: [Int]) -> Bool {
        #if os(Linux)
            let control = KernelControlTree()
            let threads = members().flatMap { process in
                control.names(in: "/proc/\(process)/task").compactMap { Int32($0) }
            }
            return !threads.isEmpty
                && threads.allSatisfy { LinuxCall.bind($0, to: processors) }
        #else
            return false
        #endif
    }
}
