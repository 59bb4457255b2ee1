import LambdaPlatform

/// The memory settings that a user asked for.
struct MemoryList: Hashable {
    /// The settings in ascending order.
    let settings: [MemorySetting]

    /// Whether the sampler chooses among the settings; otherwise each is measured.
    let isAdaptive: Bool

    /// The settings that the sampler chooses among: steps of the vCPU share that people know, the
    /// steps of visible processors, and what two processors can still enforce.
    static let automatic = MemoryList(
        settings: [128, 256, 512, 768, 1_024, 1_280, 1_536, 1_792, 2_048, 2_560, 3_008, 3_584]
            .map(MemorySetting.init(clamping:)),
        isAdaptive: true
    )

    /// The settings at which strategies are compared unless others are asked for.
    static let comparison = MemoryList(
        settings: [256, 512, 1_024, 1_792, 2_560, 3_584].map(MemorySetting.init(clamping:)),
        isAdaptive: false
    )

    /// The settings that are predicted from profiles unless others are asked for: the sampler's, and
    /// the steps of visible processors beyond them.
    static let profiled = MemoryList(
        settings: automatic.settings
            + [4_480, 5_376, 7_168, 8_960, 10_240].map(MemorySetting.init(clamping:)),
        isAdaptive: false
    )

    private init(settings: [MemorySetting], isAdaptive: Bool) {
        self.settings = settings
        self.isAdaptive = isAdaptive
    }

    /// Reads a list such as `128,512,1792`, or `auto`.
    ///
    /// - Throws: ``MemorySetting/Refusal`` naming the entry that is no setting.
    init(text: String) throws(MemorySetting.Refusal) {
        if text == "auto" {
            self = .automatic
            return
        }
        var settings: Set<MemorySetting> = []
        for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
            settings.insert(try MemorySetting(text: String(entry)))
        }
        self.init(settings: settings.sorted(), isAdaptive: false)
    }
}
