import Testing

@testable import Workloads

struct JSONTapeTests {
    private func encoded(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let tape = JSONTape(capacity: bytes.count)
        var output = [UInt8](repeating: 0, count: 2 * bytes.count + 16)
        guard let tokens = tape.decode(bytes, bytes.count) else { return nil }
        let length = output.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { tape.encode(tokens, into: $0) } ?? 0
        }
        return String(decoding: output.prefix(length), as: UTF8.self)
    }

    /// Texts that Python's `json.loads` and `json.dumps(…, ensure_ascii=False, separators=(",", ":"))`
    /// turn into the second one.
    @Test(arguments: [
        (" [ ] ", "[]"), ("{}", "{}"), ("[[],{}]", "[[],{}]"), ("true", "true"), ("null", "null"),
        ("-12.5", "-12.5"), ("0", "0"), ("0.05", "0.05"), ("[1, 2,3]", "[1,2,3]"),
        (
            "{\"a\" : {\"b\":[1,{\"c\":false}]}, \"d\":\"\"}",
            "{\"a\":{\"b\":[1,{\"c\":false}]},\"d\":\"\"}"
        ),
        ("\"\\u00e9\\n\\\"\\/\"", "\"é\\n\\\"/\""), ("\"\\ud83d\\ude00\"", "\"😀\""),
        ("\"\\u0001\"", "\"\\u0001\""), ("{\"a\":[{},{}],\"b\":[]}", "{\"a\":[{},{}],\"b\":[]}"),
    ])
    func `a document is written without white space`(text: String, expected: String) {
        #expect(encoded(text) == expected)
    }

    @Test(arguments: [
        "", "[", "[1,]", "{\"a\"}", "{\"a\":1,}", "[1 2]", "01", "1.", "-", ".5", "tru", "\"a",
        "\"\\x\"", "\"\\ud83d\"", "[1]]", "{1:2}", "{]", "[}", "\"\n\"", "1e5", "nul", "[\"a\",}",
    ])
    func `what is no document is refused`(text: String) {
        #expect(encoded(text) == nil)
    }

    @Test func `containers are nested sixty-four deep at most`() {
        let fits = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(encoded(fits) == fits)
        #expect(encoded("[" + fits + "]") == nil)
    }
}
