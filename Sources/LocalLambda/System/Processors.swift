/// The processors of this machine.
enum Processors {
    /// The numbers of the processors that this process may use; empty where they cannot be told apart.
    static func usable() -> [Int] {
        #if os(Linux)
            LinuxCall.affinity()
        #else
            []
        #endif
    }

    /// The processors that a function sees when it should see `count`, as far as there are so many.
    static func visible(_ count: Int) -> [Int] {
        Array(usable().prefix(count))
    }
}
