import Testing
import Tuning

struct PredictorTests {
    private func answer(_ line: String, number: Int = 1) -> Predictor.Answer {
        var predictor = Predictor()
        return Array(line.utf8).withUnsafeBytes { predictor.answer(to: $0, line: number) }
    }

    private func task(_ train: String, trainedOn: String, predict: String = "[256]") -> String {
        "{\"dataset\":\"d\",\"function\":\"f\",\"arch\":\"x86_64\",\"trained_on\":\(trainedOn),"
            + "\"train\":\(train),\"predict\":\(predict)}"
    }

    @Test func `proportional durations are predicted in proportion`() throws {
        let answer = answer(
            task(
                #"{"128":{"ms":8000},"512":{"ms":2000},"1024":{"ms":1000}}"#,
                trainedOn: "[128,512,1024]"
            )
        )
        #expect(answer.refusal == nil)
        let tree = try Array(answer.line.utf8).withUnsafeBytes { try JSONTree($0) }
        let predicted = try #require(tree["predictions"]?["256"]?.number)
        #expect(abs(predicted / 4_000 - 1) < 0.03)
        guard case .list(let interval)? = tree["interval90"]?["256"] else {
            Issue.record("no interval")
            return
        }
        let bounds = interval.compactMap(\.number)
        #expect(bounds.count == 2 && bounds[0] < predicted && predicted < bounds[1])
    }

    @Test(arguments: ["NaN", "-1", "0", "Infinity", "1e999", "-Infinity", "\"fast\"", "null"])
    func `a duration that cannot be is refused`(duration: String) {
        let answer = answer(
            task(#"{"128":{"ms":\#(duration)},"512":{"ms":2000}}"#, trainedOn: "[128,512]"),
            number: 17
        )
        #expect(answer.refusal != nil)
        #expect(answer.line.contains("\"function\":\"f\""))
        #expect(answer.line.contains("line 17: "))
    }

    @Test func `sizes given twice or out of range are refused`() {
        let train = #"{"128":{"ms":8},"512":{"ms":2}}"#
        #expect(
            answer(task(train, trainedOn: "[128,128]")).refusal == .givenTwice(megabytes: 128)
        )
        #expect(
            answer(task(#"{"128":{"ms":8},"128":{"ms":9}}"#, trainedOn: "[128]")).refusal
                == .givenTwice(megabytes: 128)
        )
        #expect(answer(task(train, trainedOn: "[128,512]", predict: "[64]")).refusal != nil)
        #expect(answer(task(train, trainedOn: "[128,20480]")).refusal != nil)
        #expect(answer(task(train, trainedOn: "[128,1024]")).refusal != nil)
    }

    @Test func `one point and rising durations are answered`() {
        #expect(answer(task(#"{"512":{"ms":200}}"#, trainedOn: "[512]")).refusal == nil)
        let rising = #"{"128":{"ms":100},"512":{"ms":50},"1024":{"ms":80},"3008":{"ms":120}}"#
        #expect(answer(task(rising, trainedOn: "[128,512,1024,3008]")).refusal == nil)
    }

    @Test(arguments: ["", "{", "[1,2", "{\"a\":}", "nul", "{}", "[]", "\u{0}", "{\"train\":{}}"])
    func `broken lines are refused and name themselves`(line: String) {
        let answer = answer(line, number: 3)
        #expect(answer.refusal != nil)
        #expect(answer.line.contains("line 3: "))
    }

    @Test func `deep nesting is refused rather than followed`() {
        #expect(
            answer(String(repeating: "[", count: 100_000)).refusal == .notJSON(.nestedTooDeeply)
        )
    }

    @Test func `names come back escaped`() {
        let line = #"{"dataset":"a\"b\u001b","function":"\ud83d\ude00","train":{},"predict":[]}"#
        let answer = answer(line)
        #expect(answer.line.hasPrefix(#"{"dataset":"a\"b\u001b","function":"😀","#))
    }
}
