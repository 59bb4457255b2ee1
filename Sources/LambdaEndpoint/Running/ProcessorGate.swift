/// Lets in as many invocations as the machine's processors can give their shares to.
///
/// On Lambda each environment has its share, however many there are. Here they would take it from
/// each other, and durations would no longer follow the memory setting; so the rest wait, which is no
/// part of their durations.
actor ProcessorGate {
    /// How long one waits at most: a function that waits for another one here would otherwise keep
    /// that one waiting for ever.
    private static let patience = Duration.seconds(30)

    private let processors: Double
    private let clock: any Clock<Duration>
    private var taken = 0.0
    private var waiting: [(id: Int, share: Double, enter: CheckedContinuation<Void, Never>)] = []
    private var arrivals = 0

    init(processors: Int, clock: any Clock<Duration>) {
        self.processors = Double(max(1, processors))
        self.clock = clock
    }

    /// Runs the body once there is room for its share in vCPUs, in the order of arrival.
    ///
    /// - Edge cases: a share of more than the machine has counts as all it has.
    nonisolated func withShare<Result, Failure: Error>(
        _ share: Double,
        _ body: () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let share = await enter(share)
        do throws(Failure) {
            let result = try await body()
            await leave(share)
            return result
        } catch {
            await leave(share)
            throw error
        }
    }

    private func enter(_ wanted: Double) async -> Double {
        let share = min(wanted, processors)
        if waiting.isEmpty, taken + share <= processors + 1e-9 {
            taken += share
            return share
        }
        arrivals += 1
        let id = arrivals
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(id, share) }
            group.addTask {
                // Cut short when the place came free, or when the endpoint stops.
                try? await self.clock.sleep(for: Self.patience)
                await self.admit(id)
            }
            await group.next()
            group.cancelAll()
        }
        return share
    }

    private func wait(_ id: Int, _ share: Double) async {
        await withCheckedContinuation { enter in
            waiting.append((id, share, enter))
            admitWhoFits()
        }
    }

    private func admit(_ id: Int) {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
        let place = waiting.remove(at: index)
        taken += place.share
        place.enter.resume()
    }

    private func leave(_ share: Double) {
        taken = max(0, taken - share)
        admitWhoFits()
    }

    private func admitWhoFits() {
        while let next = waiting.first, taken + next.share <= processors + 1e-9 {
            admit(next.id)
        }
    }
}
