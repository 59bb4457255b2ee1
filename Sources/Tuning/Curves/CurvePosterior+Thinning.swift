extension CurvePosterior {
    /// The probability that explanations may hold together and yet be left out of a table.
    private static let negligible = 0.001

    /// The posterior without the explanations that hold a thousandth of the probability together.
    ///
    /// A fit of many points weighs over a thousand explanations, of which a hundred or two hold nearly
    /// all of the probability; beliefs at every setting cost as much as there are explanations.
    ///
    /// - Shape: log durations move by a thousandth of the spread of the explanations at most.
    /// - Cost: sorts the explanations once.
    var thinned: CurvePosterior {
        let order = components.indices.sorted { components[$0].weight > components[$1].weight }
        var sum = 0.0
        var kept: [Component] = []
        for index in order where sum < 1 - Self.negligible {
            sum += components[index].weight
            kept.append(components[index])
        }
        var thinned = self
        thinned.keep(kept, total: sum)
        return thinned
    }
}
