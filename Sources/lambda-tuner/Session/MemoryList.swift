import LambdaPlatform

/// The memory settings that a user asked for.
struct MemoryList: Hashable {
    /// The settings in ascending order.
    let settings: [MemorySetting]

    /// The settings measured unless others are asked for: the steps of the vCPU share that people
    /// know, up to what two processors can enforce.
    static let standard = MemoryList(
        settings: [128, 256, 512, 1_024, 1_792, 2_560, 3_584].map(MemorySetting.init(clamping:))
    )

    private init(settings: [MemorySetting]) {
        self.settings = settings
    }

    /// Reads a list such as `128,512,1792`.
    ///
    /// - Throws: ``MemorySetting/Refusal`` naming the entry that is no setting.
    init(text: String) throws(MemorySetting.Refusal) {
        var settings: Set<MemorySetting> = []
        for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
            settings.insert(try MemorySetting(text: String(entry)))
        }
        self.settings = settings.sorted()
    }
}
