import LambdaPlatform

extension Figures {
    /// A memory setting as documents write it: `1,792 MB`.
    ///
    /// The terminal writes it as it is typed at `--memory` and as Lambda's logs have it: `1792 MB`.
    static func memory(_ setting: MemorySetting) -> String {
        "\(grouped(setting.megabytes)) MB"
    }
}

extension String {
    /// A sentence that terminals show as well, with memory as documents write it.
    ///
    /// - Shape: `1790 MB (1780–1940)` becomes `1,790 MB (1,780–1,940)`.
    /// - Edge cases: numbers before another unit, and those that have their commas, stay.
    var withGroupedMemory: String {
        let grouped = { (digits: Substring) in Int(digits).map(Figures.grouped) ?? String(digits) }
        return replacing(#/\b(\d{4,9}) MB \((\d+)–(\d+)\)/#) { match in
            "\(grouped(match.1)) MB (\(grouped(match.2))–\(grouped(match.3)))"
        }
        .replacing(#/\b(\d{4,9}) MB\b/#) { match in "\(grouped(match.1)) MB" }
    }
}
