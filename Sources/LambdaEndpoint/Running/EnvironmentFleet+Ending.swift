import LocalLambda

extension EnvironmentFleet {
    /// Ends the environments of a function's versions that are not among those given.
    func keepOnly(_ versions: [RunnableVersion], of function: String) async {
        let kept = Set(versions.map(\.key))
        for key in pools.keys where key.function == function && !kept.contains(key) {
            await remove(key)
        }
    }

    /// Ends idle environments until cancelled.
    nonisolated func retireIdle() async {
        while (try? await configuration.clock.sleep(for: Self.inspectionPause)) != nil {
            await endIdle()
        }
    }

    /// Ends every environment; none can be started any more.
    func close() async {
        isClosed = true
        for key in pools.keys { await remove(key) }
    }

    func takeBack(
        _ environment: HostedEnvironment,
        _ key: RunnableVersion.Key,
        _ isProvisioned: Bool
    ) async {
        guard await environment.isUsable, pools[key] != nil, !isClosed else {
            await environment.end()
            lose(isProvisioned, key)
            return
        }
        pools[key]?.idle.append(
            EnvironmentPool.Idle(
                environment: environment,
                isProvisioned: isProvisioned,
                since: .now
            )
        )
        await endSurplus(key)
    }

    func lose(_ isProvisioned: Bool, _ key: RunnableVersion.Key) {
        if isProvisioned { pools[key]?.provisioned -= 1 }
    }

    /// Ends environments that are kept ready and no longer wanted.
    func endSurplus(_ key: RunnableVersion.Key) async {
        while let pool = pools[key], pool.provisioned > pool.wanted,
            let index = pool.idle.firstIndex(where: \.isProvisioned)
        {
            let surplus = pool.idle[index].environment
            pools[key]?.idle.remove(at: index)
            pools[key]?.provisioned -= 1
            await surplus.end()
        }
    }

    private func endIdle() async {
        let all = pools.values.flatMap(\.idle).filter { !$0.isProvisioned }.map(\.since).sorted()
        let newest = all.dropLast(Self.largestIdle).last
        let oldest = ContinuousClock.now - configuration.keepAlive
        for key in pools.keys {
            guard let pool = pools[key] else { continue }
            let isOver = { (idle: EnvironmentPool.Idle) in
                !idle.isProvisioned && (idle.since < oldest || idle.since <= newest ?? oldest)
            }
            pools[key]?.idle.removeAll(where: isOver)
            for idle in pool.idle where isOver(idle) { await idle.environment.end() }
        }
    }

    private func remove(_ key: RunnableVersion.Key) async {
        guard let pool = pools.removeValue(forKey: key) else { return }
        if pool.busy > 0 { leaving[key] = pool }
        for idle in pool.idle { await idle.environment.end() }
        if pool.busy == 0 { pool.package.close() }
    }
}
