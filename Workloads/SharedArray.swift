#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A fixed-size array that several threads fill at the same time.
///
/// Threads may write distinct elements at once, and may read what no thread is writing; that is the
/// contract of ``WorkStrategy``, whose return orders all writes before what follows. Hot loops take
/// ``base`` once and index it without checks.
final class SharedArray<Element: BitwiseCopyable>: Sendable {
    /// The first element; valid for as long as the array is.
    nonisolated(unsafe) let base: UnsafeMutablePointer<Element>

    /// The number of elements.
    let count: Int

    /// The bytes of the pages that the array has to itself; 0 where the allocator gave the memory.
    private let mappedBytes: Int

    /// Makes an array with every element set to the same value.
    convenience init(repeating value: Element, count: Int) {
        self.init(unsetCount: count)
        base.initialize(repeating: value, count: count)
    }

    /// Makes an array whose elements are still unset: write each before reading it.
    ///
    /// A large array gets pages fresh from the system. An allocator gives fresh or used ones by what
    /// the calling thread freed before, and fresh ones cost up to a tenth of a job: which strategy
    /// pays it would be chance.
    init(unsetCount count: Int) {
        let bytes = max(count, 1) * MemoryLayout<Element>.stride
        self.count = count
        if bytes >= Self.fewestMappedBytes, let pages = Self.freshPages(bytes) {
            base = pages.bindMemory(to: Element.self, capacity: count)
            mappedBytes = bytes
        } else {
            base = .allocate(capacity: max(count, 1))
            mappedBytes = 0
        }
    }

    deinit {
        if mappedBytes > 0 {
            munmap(base, mappedBytes)
        } else {
            base.deallocate()
        }
    }

    /// Below this, pages of its own would cost an array more than they are worth.
    private static var fewestMappedBytes: Int { 1 << 20 }

    /// Pages that nobody has used; nil where the system has none left.
    private static func freshPages(_ bytes: Int) -> UnsafeMutableRawPointer? {
        #if canImport(Darwin)
            let flags = MAP_PRIVATE | MAP_ANON
        #else
            let flags = MAP_PRIVATE | MAP_ANONYMOUS
        #endif
        let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0)
        // What mmap returns where it fails is all ones.
        return pages == UnsafeMutableRawPointer(bitPattern: -1) ? nil : pages
    }

    subscript(index: Int) -> Element {
        get {
            precondition(index >= 0 && index < count, "an index outside the array")
            return base[index]
        }
        set {
            precondition(index >= 0 && index < count, "an index outside the array")
            base[index] = newValue
        }
    }

    /// The elements, for loops outside hot code; valid inside the closure only.
    func withElements<Value>(_ body: (UnsafeMutableBufferPointer<Element>) -> Value) -> Value {
        body(UnsafeMutableBufferPointer(start: base, count: count))
    }
}
