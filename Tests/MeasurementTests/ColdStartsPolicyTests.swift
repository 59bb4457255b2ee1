import LambdaPlatform
import Measurement
import Testing

struct ColdStartsPolicyTests {
    private func sample(
        _ megabytes: Int,
        cold: Bool,
        status: InvocationStatus = .success
    ) -> Invocation {
        Invocation(
            memoryMB: MemorySetting(clamping: megabytes),
            strategy: .asIs,
            durationMS: 10,
            billedDurationMS: 10,
            cold: cold,
            status: status,
            source: .local
        )
    }

    private let plan = Plan(
        memory: [MemorySetting(clamping: 128), MemorySetting(clamping: 512)],
        strategies: [.asIs],
        warmUps: 0,
        minimumInvocations: 2,
        maximumInvocations: 2
    )

    @Test func `cold starts follow once the other policy has stopped`() {
        let policy = ColdStartsPolicy(RoundsPolicy(plan: plan), coldStarts: 3)
        var samples: [Invocation] = []
        var kinds: [InvocationRequest.EnvironmentWish] = []
        while case .measure(let requests, _) = policy.next(after: samples) {
            for request in requests {
                kinds.append(request.environment)
                let isFirst = !samples.contains { $0.memoryMB == request.memory }
                samples.append(
                    sample(
                        request.memory.megabytes,
                        cold: isFirst || request.environment == .fresh
                    )
                )
            }
        }
        // Two settings: one cold and two warm each, then two fresh ones each.
        #expect(kinds == Array(repeating: .reuse, count: 6) + Array(repeating: .fresh, count: 4))
        #expect(samples.count(where: \.cold) == 6)
    }

    @Test func `a setting the function cannot live in gets no cold starts`() {
        let policy = ColdStartsPolicy(RoundsPolicy(plan: plan), coldStarts: 2)
        var samples = (0..<3).map { sample(512, cold: $0 == 0) }
        samples += (0..<2).map { _ in sample(128, cold: true, status: .outOfMemory) }
        guard case .measure(let requests, _) = policy.next(after: samples) else {
            Issue.record("nothing is measured")
            return
        }
        #expect(requests.map(\.memory.megabytes) == [512])
    }
}
