import Measurement

extension Profiler {
    /// An invocation that succeeded.
    struct Success: Sendable {
        let durationMS: Double
        let cpuMS: Double
        let startNS: UInt64

        /// The share of the machine that others used meanwhile; none where it cannot be told.
        let contention: Double

        var endNS: UInt64 { startNS + UInt64(durationMS * 1e6) }
    }

    /// What came of the try that others disturbed least; the first that nobody disturbed.
    func quietest<Value>(
        _ attempt: () async throws -> (run: Success, value: Value)
    ) async throws -> Value {
        var best = try await attempt()
        for _ in 1..<plan.tries where best.run.contention > plan.quietContention {
            let next = try await attempt()
            if next.run.contention < best.run.contention { best = next }
        }
        return best.value
    }

    /// Invokes the function once beside a companion, which has ended on return.
    func successful(_ start: () -> Companion?) async throws -> Success {
        let companion = start()
        let result = await observed()
        let enclosure = environment.enclosure
        await environment.machinery.blocking {
            companion?.end()
            // The companion's last signal may have let an idle function go on.
            enclosure.freeze()
        }
        let observation = try result.get()
        guard observation.status == .success, let before = observation.before.cpuNS,
            let after = observation.after.cpuNS, after > before
        else { throw Unsuccessful(observation: observation) }
        return Success(
            durationMS: observation.durationMS,
            cpuMS: Double(after - before) / 1e6,
            startNS: environment.endpoint.start.ns,
            contention: observation.contention ?? 0
        )
    }

    private func observed() async -> Result<Observation, SourceFailure> {
        do throws(SourceFailure) {
            return .success(try await environment.invoke(event))
        } catch {
            return .failure(error)
        }
    }
}
