/// The fields of one CSV record, found without copying.
struct CSVFields {
    /// The record's bytes.
    let bytes: Bytes

    /// Where each field begins and ends, quotes included.
    private(set) var ranges: [Range<Int>] = []

    /// Finds the fields of a record.
    ///
    /// - Source: RFC 4180; besides commas, semicolons and tabs separate where they do in the header.
    init(_ bytes: Bytes, separator: UInt8) {
        self.bytes = bytes
        var start = 0
        var isInQuotes = false
        for i in 0..<bytes.count {
            if bytes[i] == Byte.quote { isInQuotes.toggle() }
            if bytes[i] == separator, !isInQuotes {
                ranges.append(start..<i)
                start = i + 1
            }
        }
        ranges.append(start..<bytes.count)
    }
}

extension CSVFields {
    /// A field's bytes without spaces and tabs around it and without its quotes; escaped quotes stay double.
    subscript(column: Int) -> Bytes {
        guard column < ranges.count else { return Bytes(rebasing: bytes[0..<0]) }
        var range = ranges[column]
        while let first = range.first, isBlank(first) { range = range.dropFirst() }
        while let last = range.last, isBlank(last) { range = range.dropLast() }
        if range.count >= 2, bytes[range.lowerBound] == Byte.quote,
            bytes[range.upperBound - 1] == Byte.quote
        {
            range = (range.lowerBound + 1)..<(range.upperBound - 1)
        }
        return bytes.part(range)
    }

    private func isBlank(_ position: Int) -> Bool {
        bytes[position] == Byte.space || bytes[position] == Byte.tab
    }

    /// A field as text.
    func text(_ column: Int) -> String {
        let field = self[column]
        guard field.contains(Byte.quote) else { return field.text }
        var bytes: [UInt8] = []
        var isSecond = false
        for byte in field {
            isSecond = byte == Byte.quote && !isSecond
            if byte != Byte.quote || isSecond { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A field as a number, or nil where it is none.
    func figure(_ column: Int) -> Double? {
        let field = self[column]
        guard let figure = field.figure(at: 0), figure.end == field.count else { return nil }
        return figure.value
    }

    /// The separator that occurs most in a header: a comma, a semicolon or a tab.
    static func separator(in header: Bytes) -> UInt8 {
        [Byte.comma, UInt8(ascii: ";"), Byte.tab].max { left, right in
            header.count { $0 == left } < header.count { $0 == right }
        } ?? Byte.comma
    }
}

extension String {
    /// The text as a quoted field.
    ///
    /// By scalars: a mark that combines with a quotation mark makes another character of it, but the
    /// field would end there all the same.
    var quotedForCSV: String {
        let parts = unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + parts.map(String.init).joined(separator: "\"\"") + "\""
    }
}
