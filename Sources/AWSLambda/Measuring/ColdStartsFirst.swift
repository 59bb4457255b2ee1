import LambdaPlatform
package import Measurement

/// Measures a number of cold starts at each setting before another policy takes over.
///
/// The other policy does not see those invocations, so that they take nothing from its own share.
package struct ColdStartsFirst: SamplingPolicy {
    private let inner: any SamplingPolicy
    private let memory: [MemorySetting]
    private let strategy: ThreadingStrategy
    private let count: Int

    /// Takes the policy to go on with.
    ///
    /// - Parameters:
    ///   - count: Cold starts at each setting; one comes by itself, so that 1 asks for none.
    ///   - inner: The policy that goes on.
    ///   - plan: The plan with the settings.
    package init(_ count: Int, before inner: any SamplingPolicy, plan: Plan) {
        self.inner = inner
        self.memory = plan.memory
        self.strategy = plan.strategies.first ?? .single
        self.count = count > 1 ? count : 0
    }

    package func next(after invocations: [Invocation]) -> SamplingStep {
        let due = memory.filter { made(at: $0, in: invocations) < count }
        guard due.isEmpty else {
            return .measure(due.map(request), reason: "cold starts of \(due.count) settings")
        }
        return inner.next(after: rest(of: invocations))
    }

    package func expectedRemaining(after invocations: [Invocation]) -> [InvocationRequest] {
        let own = memory.flatMap { setting in
            let missing = max(0, count - made(at: setting, in: invocations))
            return Array(repeating: request(at: setting), count: missing)
        }
        return own + inner.expectedRemaining(after: rest(of: invocations))
    }

    private func made(at setting: MemorySetting, in invocations: [Invocation]) -> Int {
        invocations.count { $0.memoryMB == setting }
    }

    private func request(at setting: MemorySetting) -> InvocationRequest {
        InvocationRequest(memory: setting, strategy: strategy, environment: .fresh)
    }

    private func rest(of invocations: [Invocation]) -> [Invocation] {
        var left = Dictionary(memory.map { ($0, count) }) { first, _ in first }
        return invocations.filter { invocation in
            guard let missing = left[invocation.memoryMB], missing > 0 else { return true }
            left[invocation.memoryMB] = missing - 1
            return false
        }
    }
}
