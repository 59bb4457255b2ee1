import Testing

@testable import LambdaEndpoint

struct FunctionRecordTests {
    @Test func `an alias divides its traffic by the draw`() {
        var function = Fixtures.function()
        _ = function.publish(description: nil)
        function.latest.settings.memorySize = 512
        _ = function.publish(description: nil)
        function.aliases["live"] = AliasRecord(
            name: "live",
            functionVersion: "1",
            weights: ["2": 0.1],
            revisionID: "r"
        )
        let drawn = (0..<100).map { draw in
            function.version(for: "live", draw: (Double(draw) + 0.5) / 100)?.version
        }
        #expect(drawn.count { $0 == "2" } == 10)
        #expect(drawn.count { $0 == "1" } == 90)
        #expect(function.version(for: "2")?.settings.memorySize == 512)
        #expect(function.version(for: "nobody") == nil)
    }

    @Test func `an unchanged function is not published twice, a changed one is`() {
        var function = Fixtures.function()
        #expect(function.publish(description: nil).version == "1")
        #expect(function.publish(description: nil).version == "1")
        #expect(function.publish(description: "another").version == "2")
        function.versions.removeAll { $0.version == "2" }
        // A number is never given twice.
        #expect(function.publish(description: "another").version == "3")
    }
}
