import Foundation
package import LambdaPlatform
import Measurement

/// Functions that run before and after each measured invocation, as aws-lambda-power-tuning has them.
///
/// The first makes the event, the second is told the answer. Both are billed and count towards the
/// budget.
package struct InvocationHooks: Sendable {
    /// A function that is run beside the measured one.
    package struct Hook: Sendable {
        private let api: LambdaAPI
        private let qualifier: String?
        private let configuration: FunctionConfiguration
        private let tariff: Tariff

        /// Reads the function's configuration, because timeout and memory bound what it can cost.
        package init(
            api: LambdaAPI,
            qualifier: String?,
            prices: RegionPrices
        ) async throws {
            self.api = api
            self.qualifier = qualifier
            configuration = try await api.configuration(of: qualifier)
            let architecture = configuration.architectures?.first.flatMap(Architecture.init)
            tariff = try Tariff(prices: prices, architecture: architecture ?? .x86_64)
        }

        /// Runs it and returns its answer.
        func run(_ event: Data, budget: SpendingLimit) async throws(SourceFailure) -> Data {
            let memory = MemorySetting(clamping: configuration.memorySize)
            let timeout = Duration.seconds(configuration.timeout)
            let worst = DeployedFunction.worstCost(timeout: timeout, memory: memory, tariff: tariff)
            do {
                try await budget.reserve(worst)
            } catch {
                throw .other(error.description)
            }
            let reply: InvokeReply
            do {
                reply = try await api.invoke(qualifier, event: event, timeout: timeout)
            } catch {
                await budget.settle(worst, billed: worst)
                throw .other("\(api.function.name): \(error.description)")
            }
            let billedMS = LogTail(text: reply.logTail).report?.billedDurationMS
            let billed = billedMS.map { tariff.cost(billedMS: $0, at: memory) }
            await budget.settle(worst, billed: billed ?? worst)
            if let error = reply.functionError {
                throw .other("\(api.function.name) failed (\(error.printableLine())): correct it.")
            }
            return reply.payload
        }
    }

    /// Makes the event from the given one, where set.
    package var before: Hook?

    /// Is told the answer, where set.
    package var after: Hook?

    package init(before: Hook? = nil, after: Hook? = nil) {
        self.before = before
        self.after = after
    }

    func prepared(_ event: Data, budget: SpendingLimit) async throws(SourceFailure) -> Data {
        guard let before else { return event }
        let answer = try await before.run(event, budget: budget)
        return answer.isEmpty || answer == Data("null".utf8) ? event : answer
    }

    func finish(with answer: Data, budget: SpendingLimit) async throws(SourceFailure) {
        guard let after else { return }
        _ = try await after.run(answer, budget: budget)
    }
}
