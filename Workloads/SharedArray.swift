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

    /// Makes an array with every element set to the same value.
    init(repeating value: Element, count: Int) {
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: value, count: count)
        self.count = count
    }

    /// Makes an array whose elements are still unset: write each before reading it.
    init(unsetCount count: Int) {
        base = .allocate(capacity: max(count, 1))
        self.count = count
    }

    deinit {
        base.deallocate()
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
