import LambdaPlatform

/// The list of Regions while one is being picked.
package struct RegionPicker: Hashable, Sendable {
    /// What has been typed to narrow the list.
    package var filter: String = ""

    /// The selected Region.
    package var selected: String

    /// The state of things before, to go back to.
    package let before: WhatIf

    /// Opens the list at a Region.
    package init(selected: String, before: WhatIf) {
        self.selected = selected
        self.before = before
    }

    /// The Regions that the filter leaves, in alphabetical order.
    package var regions: [String] {
        PriceList.standard.regionCodes.filter { filter.isEmpty || $0.contains(filter) }
    }

    /// Selects a neighbour in the list.
    package mutating func move(by step: Int) {
        let regions = regions
        guard !regions.isEmpty else { return }
        let index = regions.firstIndex(of: selected) ?? 0
        selected = regions[min(max(0, index + step), regions.count - 1)]
    }

    /// Narrows the list, keeping the selection within it.
    package mutating func narrow(to text: String) {
        filter = String(
            text.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        )
        let regions = regions
        if !regions.contains(selected), let first = regions.first { selected = first }
    }
}
