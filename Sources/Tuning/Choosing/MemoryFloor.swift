package import LambdaPlatform

/// The memory below which no setting may be chosen: what the function was seen to use, and some more.
package struct MemoryFloor: Hashable, Sendable {
    /// The most memory that an environment with room to spare was seen to use, in MB, where known.
    package let peakMB: Double?

    /// How much more than that a setting must have, as a share.
    package let margin: Double

    /// The settings at which an invocation ran out of memory, ascending.
    package let outOfMemory: [MemorySetting]

    /// The margin unless another is asked for.
    package static let usualMargin = 0.1
}

extension MemoryFloor {
    /// The smallest memory that leaves the margin, in MB; 0 where nothing is known.
    package var megabytes: Double { (peakMB ?? 0) * (1 + margin) }

    /// Whether the function can live at a setting with room to spare.
    package func allows(_ memory: MemorySetting) -> Bool {
        if let largest = outOfMemory.last, memory <= largest { return false }
        return Double(memory.megabytes) >= megabytes
    }

    /// The floor in one sentence; nil where it keeps nothing out.
    func sentence(keepingOut settings: [MemorySetting]) -> String? {
        let out = settings.filter { !allows($0) }
        guard !out.isEmpty || !outOfMemory.isEmpty else { return nil }
        var parts: [String] = []
        if !outOfMemory.isEmpty {
            let list = outOfMemory.map(\.description).joined(separator: ", ")
            parts.append("It ran out of memory at \(list), which is left out")
        }
        if let peakMB {
            parts.append(
                "up to \(rounded(peakMB, decimals: 0)) MB were in use: with a margin of "
                    + "\(percent(margin)) no setting under "
                    + "\(rounded(megabytes.rounded(.up), decimals: 0)) MB is considered"
            )
        }
        guard let first = parts.first else { return nil }
        return ([first.prefix(1).uppercased() + first.dropFirst()] + parts.dropFirst())
            .joined(separator: "; ") + "."
    }
}

extension TunedRun {
    /// The memory below which nothing is chosen.
    package func memoryFloor(margin: Double) -> MemoryFloor {
        MemoryFloor(peakMB: facts.peakMB, margin: max(0, margin), outOfMemory: facts.outOfMemory)
    }

    /// What else was found out about a choice's strategy, in sentences.
    func findings(about choice: Option, under conditions: Conditions) -> [String] {
        let floor = memoryFloor(margin: conditions.memoryMargin)
        return [
            floor.sentence(keepingOut: curves.flatMap { $0.measured.map(\.memory) }),
            startFinding(at: choice),
            phaseFinding(for: choice.strategy),
        ].compactMap(\.self)
    }
}
