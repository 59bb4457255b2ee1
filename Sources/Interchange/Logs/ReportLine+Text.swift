import Measurement

extension ReportLine {
    /// Reads the REPORT line in a line of log text, wherever in the line it begins.
    ///
    /// Fields are apart by tabs, or by spaces where somebody copied them from a console; each is a
    /// name, a colon, one word, and a unit for numbers.
    ///
    /// - Edge cases: nil for a line that is no REPORT line. One with damaged fields is returned
    ///   without them and is not ``isUsable`` if it lacks duration or memory.
    /// - Source: AWS Lambda Developer Guide, "Lambda function logs"; real lines from 2019 to 2026.
    init?(text line: Bytes) {
        guard let start = Self.start(in: line) else { return nil }
        var i = start + "REPORT RequestId: ".utf8.count
        let identifier = Self.wordEnd(in: line, from: i)
        request = Self.hash(line.part(i..<identifier))
        i = identifier
        while let field = Self.nextField(in: line, from: i) {
            take(field, in: line)
            i = field.end
        }
        time = line.part(0..<start).timestamp ?? .nan
        settleStatus()
    }

    private static func start(in line: Bytes) -> Int? {
        line.starts(at: 0, with: "REPORT RequestId: ")
            ? 0 : line.firstPosition(of: "REPORT RequestId: ")
    }

    /// A name with the word that follows it.
    private struct Field {
        let name: Bytes
        let word: Range<Int>
        let end: Int
    }

    private static func nextField(in line: Bytes, from position: Int) -> Field? {
        var start = position
        while start < line.count, isSpace(line[start]) { start += 1 }
        var colon = start
        while colon < line.count, line[colon] != Byte.colon { colon += 1 }
        guard colon < line.count else { return nil }
        var word = colon + 1
        while word < line.count, isSpace(line[word]) { word += 1 }
        let end = wordEnd(in: line, from: word)
        return Field(name: line.part(start..<colon), word: word..<end, end: end)
    }

    private static func wordEnd(in line: Bytes, from position: Int) -> Int {
        var i = position
        while i < line.count, !isSpace(line[i]) { i += 1 }
        return i
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == Byte.space || byte == Byte.tab || byte == Byte.carriageReturn
    }

    /// FNV-1a, to recognise a request again.
    static func hash(_ identifier: Bytes) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in identifier { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}

extension ReportLine {
    /// Stores a field under its name; the unit of the number before stands at the name's front.
    private mutating func take(_ field: Field, in line: Bytes) {
        let word = line.part(field.word)
        let name = Self.withoutUnit(field.name)
        switch name.count {
        case 8 where name.equals("Duration"):
            durationMS = Self.milliseconds(word, in: line, after: field.end)
        case 15 where name.equals("Billed Duration"):
            billedDurationMS = Self.milliseconds(word, in: line, after: field.end)
        case 11 where name.equals("Memory Size"):
            memoryMB = Self.megabytes(word, in: line, after: field.end)
        case 15 where name.equals("Max Memory Used"):
            maxMemoryUsedMB = Self.megabytes(word, in: line, after: field.end)
        case 13 where name.equals("Init Duration"):
            hasInitFirst = durationMS.isNaN
            initDurationMS = Self.milliseconds(word, in: line, after: field.end)
        case 16 where name.equals("Restore Duration"):
            restoreDurationMS = Self.milliseconds(word, in: line, after: field.end)
        case 6 where name.equals("Status"):
            status = InvocationStatus(rawValue: word.text) ?? .error
        case 10 where name.equals("Error Type"):
            errorType = word.text
        default:
            break
        }
    }

    /// The name without the unit of the field before it: `ms`, then spaces, then the name.
    private static func withoutUnit(_ name: Bytes) -> Bytes {
        var i = 0
        while i < name.count, i <= 2, !isSpace(name[i]) { i += 1 }
        guard i == 1 || i == 2, i < name.count else { return name }
        while i < name.count, isSpace(name[i]) { i += 1 }
        return name.part(i..<name.count)
    }

    private static func milliseconds(_ word: Bytes, in line: Bytes, after end: Int) -> Double {
        guard let figure = word.figure(at: 0), figure.end == word.count else { return .nan }
        if isUnit("ms", in: line, after: end) { return figure.value }
        return isUnit("s", in: line, after: end) ? figure.value * 1_000 : .nan
    }

    private static func megabytes(_ word: Bytes, in line: Bytes, after end: Int) -> Double {
        guard let figure = word.figure(at: 0), figure.end == word.count else { return .nan }
        if isUnit("MB", in: line, after: end) { return figure.value }
        return isUnit("GB", in: line, after: end) ? figure.value * 1_024 : .nan
    }

    private static func isUnit(_ unit: StaticString, in line: Bytes, after end: Int) -> Bool {
        var i = end
        while i < line.count, isSpace(line[i]) { i += 1 }
        let unitEnd = i + unit.utf8CodeUnitCount
        return line.starts(at: i, with: unit) && (unitEnd == line.count || isSpace(line[unitEnd]))
    }
}
