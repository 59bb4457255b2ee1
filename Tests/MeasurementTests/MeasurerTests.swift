import LambdaPlatform
import Measurement
import Testing

struct MeasurerTests {
    /// A source whose every invocation takes 1 ms per MB below 1,792.
    private struct SteadySource: InvocationSource {
        var failure: SourceFailure?

        func invoke(_ request: InvocationRequest) async throws(SourceFailure) -> Invocation {
            if let failure { throw failure }
            return Invocation(
                memoryMB: request.memory,
                strategy: request.strategy,
                durationMS: 2_000 - Double(request.memory.megabytes),
                billedDurationMS: 1,
                source: .local
            )
        }

        func canMeasure(_ memory: MemorySetting, _ strategy: ThreadingStrategy) -> Bool { true }

        func close() async {}
    }

    private func record() -> RunRecord {
        RunRecord(
            toolVersion: "0",
            createdAt: 0,
            command: [],
            function: FunctionDescription(name: "steady", kind: "workload"),
            plan: Plan(memory: [.smallest], strategies: [.single], warmUps: 2),
            platform: .standard,
            architecture: .x86_64,
            machine: nil,
            source: .local,
            governor: nil
        )
    }

    @Test func `every sample is kept before the next begins`() async throws {
        let record = record()
        let policy = RoundsPolicy(plan: record.plan)
        var kept: [Invocation] = []
        var starts = 0
        let measurer = Measurer(source: SteadySource(), policy: policy, record: record)
        let result = try await measurer.measure(
            keep: { kept.append($0) },
            report: { event in
                guard case .starting = event else { return }
                #expect(kept.count == starts)
                starts += 1
            }
        )
        #expect(kept == result.invocations)
        #expect(kept.map(\.sequence) == Array(0..<kept.count))
        #expect(kept.prefix(2).allSatisfy(\.warmUp) && !kept.dropFirst(2).contains(where: \.warmUp))
    }

    @Test func `a run goes on from the samples it has`() async throws {
        let record = record()
        let measurer = Measurer(
            source: SteadySource(),
            policy: RoundsPolicy(plan: record.plan),
            record: record
        )
        let whole = try await measurer.measure(keep: { _ in }, report: { _ in }).invocations
        let rest = try await measurer.measure(
            continuing: Array(whole.prefix(2)),
            keep: { _ in },
            report: { _ in }
        )
        #expect(rest.invocations == whole)
    }

    @Test func `a source that observes nothing ends the run with its reason`() async {
        let failure = SourceFailure.launchFailed(program: "x", reason: "no such file")
        let measurer = Measurer(
            source: SteadySource(failure: failure),
            policy: RoundsPolicy(plan: record().plan),
            record: record()
        )
        await #expect(throws: failure) {
            try await measurer.measure(keep: { _ in }, report: { _ in })
        }
    }
}
