import AWSLambda
import LambdaPlatform
import Tuning

/// A deployed function with what it is billed at.
struct DeployedTarget: Sendable {
    /// What it is called through.
    let connection: AWSConnection

    /// The function as it was found.
    let inspection: Inspection

    /// Its prices.
    let tariff: Tariff

    /// Its architecture.
    let architecture: Architecture

    /// - Throws: `PriceList.Refusal` when the Region's prices are unknown.
    init(connection: AWSConnection, inspection: Inspection) throws {
        self.connection = connection
        self.inspection = inspection
        architecture =
            inspection.latest.architectures?.first.flatMap(Architecture.init) ?? .x86_64
        tariff = try Tariff(
            prices: PriceList.standard.prices(in: connection.settings.region),
            architecture: architecture
        )
    }

    /// The setting that it has today.
    var memory: MemorySetting { MemorySetting(clamping: inspection.latest.memorySize) }

    /// The conditions, with today's setting to compare with unless they name another.
    func completed(_ conditions: Conditions) -> Conditions {
        var completed = conditions
        completed.currentMemory = conditions.currentMemory ?? memory
        return completed
    }
}
