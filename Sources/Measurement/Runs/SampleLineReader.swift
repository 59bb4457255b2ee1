import Foundation
import LambdaPlatform

/// Reads lines of `samples.jsonl`, one after the other.
///
/// Lines of one file are alike, so it tries the key that followed last time and the words that stood
/// there before anything else.
struct SampleLineReader {
    private let names = SampleKey.allCases.map { PackedText($0.rawValue) }
    private let keys = SampleKey.allCases
    private var expected = 0
    private var strategy = RememberedWord<ThreadingStrategy>()
    private var source = RememberedWord<SourceKind>()
    private var status = RememberedWord<InvocationStatus>()
    private var governor = RememberedWord<GovernorKind>()

    /// Reads a line.
    ///
    /// - Edge cases: nil when the line is no sample; unknown keys are passed over, so that samples
    ///   with more keys than this version knows stay readable.
    mutating func invocation(in line: UnsafeRawBufferPointer) -> Invocation? {
        if let invocation = plainInvocation(in: line) { return invocation }
        do {
            return try JSONDecoder().decode(Invocation.self, from: Data(line))
        } catch {
            return nil
        }
    }

    /// Reads a line of the kind that this program writes, many times faster than a decoder.
    private mutating func plainInvocation(in line: UnsafeRawBufferPointer) -> Invocation? {
        var fields = SampleFields()
        var reader = FlatJSONReader(line)
        expected = 0
        while reader.advance() {
            if let key = nextKey(in: &reader) {
                guard take(key, from: &reader, into: &fields) else { return nil }
            } else {
                // Not where it was expected, written otherwise, or not known to this version.
                guard let name = reader.name() else { return nil }
                if let index = names.firstIndex(of: name) {
                    guard take(keys[index], from: &reader, into: &fields) else { return nil }
                } else if reader.value() == nil {
                    return nil
                }
            }
        }
        return reader.isComplete() ? fields.invocation : nil
    }

    /// The key that follows, if it comes after the last one in order.
    private mutating func nextKey(in reader: inout FlatJSONReader) -> SampleKey? {
        for index in expected..<names.count where reader.takeName(names[index]) {
            expected = index + 1
            return keys[index]
        }
        return nil
    }

    /// Takes the value of a key.
    ///
    /// - Returns: Whether the value is of the kind that the key promises.
    private mutating func take(
        _ key: SampleKey,
        from reader: inout FlatJSONReader,
        into fields: inout SampleFields
    ) -> Bool {
        switch key {
        case .strategy:
            strategy.take(&fields.strategy, from: &reader) { .init(rawValue: $0) }
        case .source:
            source.take(&fields.source, from: &reader) { .init(rawValue: $0) }
        case .status:
            status.take(&fields.status, from: &reader) { .init(rawValue: $0) }
        case .governor:
            governor.take(&fields.governor, from: &reader) { .init(rawValue: $0) }
        default:
            switch reader.value() {
            case .null: true
            case .number(let number): fields.take(number, for: key)
            case .flag(let flag): fields.take(flag, for: key)
            case .text(let range): fields.take(reader.string(range), for: key)
            case nil: false
            }
        }
    }
}

/// What the last word in one place meant, since the next is nearly always the same.
private struct RememberedWord<Meaning> {
    private var last: (word: PackedText, meaning: Meaning?)?

    /// Takes a word or null, and finds out what it means.
    ///
    /// - Returns: Whether it is one of these.
    mutating func take(
        _ meaning: inout Meaning?,
        from reader: inout FlatJSONReader,
        _ read: (String) -> Meaning?
    ) -> Bool {
        if let last, reader.takeText(last.word) {
            meaning = last.meaning
            return true
        }
        switch reader.value() {
        case .null: return true
        case .text(let range):
            meaning = read(reader.string(range))
            last = (reader.packed(range), meaning)
            return true
        default: return false
        }
    }
}
