import LocalLambda

extension FunctionService {
    /// The largest request that is read: a package of 50 MB in base64, and what goes with it.
    ///
    /// - Source: the error of AWS's own service, "Request must be smaller than 70167211 bytes".
    static let largestRequest = 70_167_211

    /// Serves the API while a body runs, and ends every environment before it returns.
    ///
    /// - Parameters:
    ///   - configuration: How.
    ///   - body: Is given the endpoint's address, such as `http://127.0.0.1:3001`.
    /// - Returns: What the body returns.
    /// - Throws: ``StateFailure`` when the state cannot be used, ``SourceFailure`` when environments
    ///   cannot be started here, the operating system's reason when the port is taken, and what the
    ///   body throws.
    package static func whileServing<Result: Sendable>(
        _ configuration: EndpointConfiguration,
        _ body: sending (String) async throws -> Result
    ) async throws -> Result {
        let store = try StateStore(folder: configuration.stateFolder)
        defer { store.close() }
        let host = try await EnvironmentHost.open(configuration.governor)
        do {
            let service = try FunctionService(
                configuration: configuration,
                host: host,
                store: store
            )
            let result = try await service.whileRunning(body)
            await host.close()
            return result
        } catch {
            await host.close()
            throw error
        }
    }

    private nonisolated func whileRunning<Result: Sendable>(
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let queue = queue
        let server = try await host.listen(
            port: configuration.port,
            bodyLimit: Self.largestRequest
        ) { request, respond in
            queue.yield(.call(request, respond))
        }
        await provisionAgain()
        let outcome = await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.work(off: self.work) }
            group.addTask { await self.fleet.retireIdle() }
            let outcome: Swift.Result<Result, any Error>
            do {
                outcome = .success(try await body("http://\(server.address)"))
            } catch {
                outcome = .failure(error)
            }
            await server.stop()
            group.cancelAll()
            return outcome
        }
        await fleet.close()
        return try outcome.get()
    }

    /// Does each piece of work as it comes, all of them at once.
    private nonisolated func work(off stream: AsyncStream<Work>) async {
        await withDiscardingTaskGroup { group in
            for await piece in stream {
                group.addTask { await self.perform(piece) }
            }
            group.cancelAll()
        }
    }

    private nonisolated func perform(_ work: Work) async {
        switch work {
        case .call(let request, let respond): respond(await reply(to: request))
        case .event(let event): await process(event)
        case .provision(let version, let count): await provision(version, count)
        }
    }
}
