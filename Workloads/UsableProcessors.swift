#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The number of processors that this process may run on; at least one.
///
/// On Linux this follows the affinity mask, and so a control group's cpuset, which the number of
/// processors online does not. It knows nothing of CPU quotas: a function with 0.07 vCPU sees 2.
package func usableProcessors() -> Int {
    #if os(Linux)
        if let processors = affinityCount() { return processors }
    #endif
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

#if os(Linux)
    /// The processors in this process's affinity mask, where the system tells.
    private func affinityCount() -> Int? {
        typealias GetAffinity = @convention(c) (pid_t, Int, UnsafeMutableRawPointer) -> CInt
        // The C library declares it for GNU sources only, so the module map hides it: look it up.
        guard let symbol = dlsym(nil, "sched_getaffinity") else { return nil }
        let getAffinity = unsafeBitCast(symbol, to: GetAffinity.self)
        // Room for 8,192 processors, whole words as the kernel wants.
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 128) { mask in
            mask.initialize(repeating: 0)
            guard let base = mask.baseAddress,
                getAffinity(0, mask.count * MemoryLayout<UInt64>.size, base) == 0
            else { return nil }
            let processors = mask.reduce(0) { $0 + $1.nonzeroBitCount }
            return processors > 0 ? processors : nil
        }
    }
#endif
