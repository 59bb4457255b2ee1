/// What one function used in a month, as AWS meters it.
///
/// - Unit: milliseconds summed over invocations or environments, each rounded up on its own before.
package struct BillUsage: Hashable, Sendable {
    /// The memory setting.
    package var memory: MemorySetting

    /// Requests served outside provisioned concurrency.
    package var onDemandRequests: Int

    /// Requests served on provisioned concurrency.
    package var provisionedRequests: Int

    /// Billed duration of the on-demand requests without what INIT added to it.
    package var durationMS: Int

    /// What INIT added to the billed duration of cold starts.
    package var initMS: Int

    /// Billed duration on provisioned concurrency, the INIT of its environments included.
    package var provisionedDurationMS: Int

    /// Environments provisioned times the milliseconds they were; see ``provisionedMS(_:seconds:)``.
    package var provisionedConcurrencyMS: Int

    /// The configured /tmp, in MB.
    package var ephemeralStorageMB: Int

    /// How often an environment was restored from a snapshot.
    package var snapStartRestores: Int

    /// How long snapshots were cached; see ``snapshotCacheMS(milliseconds:)``.
    package var snapStartCacheMS: Int

    package init(
        memory: MemorySetting,
        onDemandRequests: Int = 0,
        provisionedRequests: Int = 0,
        durationMS: Int = 0,
        initMS: Int = 0,
        provisionedDurationMS: Int = 0,
        provisionedConcurrencyMS: Int = 0,
        ephemeralStorageMB: Int = 512,
        snapStartRestores: Int = 0,
        snapStartCacheMS: Int = 0
    ) {
        self.memory = memory
        self.onDemandRequests = onDemandRequests
        self.provisionedRequests = provisionedRequests
        self.durationMS = durationMS
        self.initMS = initMS
        self.provisionedDurationMS = provisionedDurationMS
        self.provisionedConcurrencyMS = provisionedConcurrencyMS
        self.ephemeralStorageMB = ephemeralStorageMB
        self.snapStartRestores = snapStartRestores
        self.snapStartCacheMS = snapStartCacheMS
    }
}

extension BillUsage {
    /// What keeping environments provisioned for a while is metered as.
    ///
    /// - Shape: the while is rounded up to five minutes.
    /// - Source: AWS Lambda pricing page, "Provisioned Concurrency Pricing".
    package static func provisionedMS(_ environments: Int, seconds: Double) -> Int {
        guard environments > 0, seconds > 0 else { return 0 }
        return environments * Int((seconds / 300).rounded(.up)) * 300_000
    }

    /// What caching one version's snapshot for a while is metered as: three hours at least.
    ///
    /// - Source: AWS Lambda pricing page, "SnapStart Pricing".
    package static func snapshotCacheMS(milliseconds: Int) -> Int {
        max(10_800_000, milliseconds)
    }

    /// The /tmp that is charged for, in MB: what goes beyond 512.
    var chargedStorageMB: Int { max(0, ephemeralStorageMB - 512) }

    /// Everything that ran, in milliseconds: what /tmp is charged over.
    var executedMS: Int { durationMS + initMS + provisionedDurationMS }
}
