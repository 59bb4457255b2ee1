import Foundation
import LambdaPlatform
import Testing

struct PricingFileTests {
    private func read(_ text: String) throws -> PricingFile {
        try JSONDecoder().decode(PricingFile.self, from: Data(text.utf8))
    }

    private func file(duration: String, request: String = "\"0.0000002\"") -> String {
        """
        {"asOf": "2026-11-24", "source": "our contract", "regions": {"xx-test-1": {
          "currency": "USD", "request": \(request),
          "x86_64": {"duration": \(duration), "ephemeralStorage": "0.00000003"}}}}
        """
    }

    @Test func `a file of one's own replaces the prices exactly`() throws {
        let file = try read(
            file(duration: #"[{"upToGBSeconds": 1000, "price": "0.00002"}, {"price": "0.00001"}]"#)
        )
        let pricing = try file.pricing(region: "xx-test-1", architecture: .x86_64)
        let usage = BillUsage(memory: MemorySetting(clamping: 1_024), durationMS: 3_000_000)
        #expect(try Bill(for: usage, pricing: pricing).total == Money(decimal: "0.04"))
        #expect(pricing.freeTier == nil)
        let list = file.priceList
        #expect(try list.prices(in: "xx-test-1").x86GBSecond == Money(decimal: "0.00002"))
    }

    @Test func `what the file does not have is refused`() throws {
        let file = try read(file(duration: #"[{"price": "0.00001"}]"#))
        #expect(
            throws: PriceList.Refusal.unknownArchitecturePrice(
                region: "xx-test-1",
                architecture: .arm64
            )
        ) {
            try file.pricing(region: "xx-test-1", architecture: .arm64)
        }
        #expect(throws: PriceList.Refusal.unknownRegion(region: "us-east-1")) {
            try file.pricing(region: "us-east-1", architecture: .x86_64)
        }
    }

    @Test func `prices that are not quoted decimals are refused`() {
        let steps = #"[{"price": "0.00001"}]"#
        #expect(throws: PricingFile.Refusal.unquotedPrice(key: "request")) {
            try read(file(duration: steps, request: "0.0000002"))
        }
        #expect(throws: PricingFile.Refusal.notAPrice(text: "-1")) {
            try read(file(duration: steps, request: "\"-1\""))
        }
    }

    @Test(arguments: [
        "[]", #"[{"upToGBSeconds": 5, "price": "1"}]"#,
        #"[{"upToGBSeconds": 5, "price": "1"}, {"upToGBSeconds": 5, "price": "1"}, {"price": "1"}]"#,
        #"[{"price": "1"}, {"price": "1"}]"#,
    ])
    func `steps that do not rise to an open one are refused`(duration: String) {
        #expect(throws: PricingFile.Refusal.brokenSteps(region: "xx-test-1")) {
            try read(file(duration: duration))
        }
    }
}
