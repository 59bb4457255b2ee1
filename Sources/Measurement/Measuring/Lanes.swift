import LambdaPlatform

/// The requests of a step in their order, and which settings are busy.
struct Lanes {
    private var waiting: [InvocationRequest]
    private var busy: Set<MemorySetting> = []

    init(_ requests: [InvocationRequest]) {
        waiting = requests
    }

    /// The next request of a setting that is not busy, which becomes busy.
    mutating func next() -> InvocationRequest? {
        guard let index = waiting.firstIndex(where: { !busy.contains($0.memory) }) else {
            return nil
        }
        let request = waiting.remove(at: index)
        busy.insert(request.memory)
        return request
    }

    mutating func free(_ memory: MemorySetting) {
        busy.remove(memory)
    }
}
