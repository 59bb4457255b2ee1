/// Decodes orders from JSON and encodes them again.
struct JSONOrders: Workload {
    static let facts = WorkloadFacts(
        name: "json",
        summary: "decodes and encodes orders in JSON",
        complexity: "O(n) for n documents of about 9 kB",
        split: "documents",
        parallelFraction: 1,
        sizeUnit: "documents",
        defaultSize: 10_000,
        sizes: 1...100_000_000,
        memory: ByteCount(constant: 1_000_000, perUnit: 8),
        known: knownAnswers
    )

    /// The number of documents; every sixteenth is the same.
    let size: Int

    private static let kinds = 16

    func run(on team: Team) async -> WorkloadResult {
        let documents = (0..<Self.kinds).map(OrderText.document)
        let expected = documents.map(Self.twice)
        let longest = documents.map(\.count).max() ?? 0
        // One after the other, so that threads share no reference that each would have to count.
        let texts = SharedArray<UInt8>(unsetCount: longest * Self.kinds)
        let lengths = SharedArray<Int>(unsetCount: Self.kinds)
        for (kind, document) in documents.enumerated() {
            (texts.base + kind * longest).update(from: document, count: document.count)
            lengths[kind] = document.count
        }
        let size = size
        let checksums = SharedArray(repeating: Int64(0), count: size)
        await team.forEach(size) { range in
            let tape = JSONTape(capacity: longest)
            let output = SharedArray<UInt8>(unsetCount: longest)
            for index in range {
                let kind = index % Self.kinds
                let (text, length) = (texts.base + kind * longest, lengths.base[kind])
                checksums.base[index] = Self.pass(text, length, tape, output).sum
            }
        }
        let isSame = (0..<size).allSatisfy { checksums[$0] == expected[$0 % Self.kinds] }
        return WorkloadResult(
            answer: String(checksums.withElements { $0.reduce(0, &+) }),
            holdsInvariant: isSame
        )
    }

    /// Decodes and encodes once; the sum is −1 for a document that cannot be read.
    private static func pass(
        _ document: UnsafePointer<UInt8>,
        _ count: Int,
        _ tape: JSONTape,
        _ output: SharedArray<UInt8>
    ) -> (sum: Int64, length: Int) {
        guard let tokens = tape.decode(document, count) else { return (-1, 0) }
        let length = tape.encode(tokens, into: output.base)
        var sum: Int64 = 0
        for index in 0..<length {
            sum &+= Int64(output.base[index]) &* Int64(index & 1_023 &+ 1)
        }
        return (sum &+ Int64(tokens), length)
    }

    /// The sum of a document whose encoding encodes to itself; −2 if it does not.
    private static func twice(_ document: [UInt8]) -> Int64 {
        let tape = JSONTape(capacity: document.count)
        let first = SharedArray<UInt8>(repeating: 0, count: document.count)
        let second = SharedArray<UInt8>(repeating: 0, count: document.count)
        let once = pass(document, document.count, tape, first)
        let again = pass(first.base, once.length, tape, second)
        let isSame = (0..<once.length).allSatisfy { first[$0] == second[$0] }
        return isSame && once == again ? once.sum : -2
    }

    private static let knownAnswers = [
        (1, "210694371"),
        (16, "3423429577"),
        (10_000, "2139643485625"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "Python's json module, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}

/// Orders written the way people write JSON: indented, with escapes.
enum OrderText {
    private static let titles = [
        "Cr\\u00e8me \\u201cfra\\u00eeche\\u201d", "Bolt M8\\/40", "Smile \\ud83d\\ude00 mug",
        "Tab\\there", "Kaffee, gemahlen", "Größe L", "C:\\\\temp", "Line\\nbreak",
    ]

    /// One of the documents, as UTF-8.
    static func document(_ kind: Int) -> [UInt8] {
        let random = SplitMix(seed: 13 + UInt64(kind))
        var text = "{\n  \"order\": \(random(0) % 1_000_000),\n"
        text += "  \"customer\": {\"name\": \"Jos\\u00e9 \(kind)\", \"vip\": \(kind % 2 == 0), "
        text += "\"note\": null},\n  \"items\": [\n"
        for item in 1...60 {
            let bits = random(item)
            let cents = bits >> 8 & 9_999
            text += "    {\"sku\": \"A-\(bits >> 24 & 0xFFFF)\", "
            text += "\"title\": \"\(titles[Int(bits & 7)])\", "
            text += "\"quantity\": \(bits >> 40 & 15), \"price\": -\(cents).\(bits % 9 + 1), "
            text += "\"tags\": [\"t\(bits >> 50 & 7)\", true, []]}"
            text += item < 60 ? ",\n" : "\n"
        }
        return Array((text + "  ]\n}\n").utf8)
    }
}
