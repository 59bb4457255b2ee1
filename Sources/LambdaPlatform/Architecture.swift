/// The instruction set of a function, which decides its price.
package enum Architecture: String, Hashable, Sendable, Codable, CaseIterable {
    case x86_64
    case arm64

    /// The architecture that this program was built for.
    package static var host: Architecture {
        #if arch(arm64)
            .arm64
        #else
            .x86_64
        #endif
    }
}
