/// A part of a list, as `Marker` and `MaxItems` ask for it.
struct Page<Item> {
    let items: [Item]

    /// Asks for the next part; nothing after the last.
    let nextMarker: String?

    /// - Throws: ``ServiceRefusal`` for a marker that was not given out.
    init(_ all: [Item], _ request: ServiceRequest) throws(ServiceRefusal) {
        let marker = request.query["Marker"].flatMap { $0.isEmpty ? nil : $0 }
        let start = marker.map { Int($0) ?? -1 } ?? 0
        let count = request.query["MaxItems"].map { Int($0) ?? 0 } ?? 50
        guard (0...all.count).contains(start) else { throw .invalid("Invalid marker.") }
        guard (1...10_000).contains(count) else {
            throw .constraint(
                request.query["MaxItems"] ?? "",
                at: "maxItems",
                "have value between 1 and 10000"
            )
        }
        // A page of the service holds at most 50 items, however many were asked for.
        items = Array(all.dropFirst(start).prefix(min(count, 50)))
        let end = start + items.count
        nextMarker = end < all.count ? String(end) : nil
    }
}
