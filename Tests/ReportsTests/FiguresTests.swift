import Testing

@testable import Reports

struct FiguresTests {
    @Test(arguments: [
        (0.0, "0"), (0.000123, "0.00012"), (0.1234, "0.123"), (1.005, "1.00"), (12.34, "12.3"),
        (1_234.5, "1,235"), (1_234_567.0, "1,234,567"), (-1_234.4, "−1,234"),
    ])
    func `a number has about three significant figures`(value: Double, text: String) {
        #expect(Figures.short(value) == text)
    }

    @Test(arguments: [
        (4.3051, "$4.31"), (0.0004, "$0.00040"), (1_234.9, "$1,235"), (-41.0, "−$41.00"),
    ])
    func `money has its sign and at least two decimals`(value: Double, text: String) {
        #expect(Figures.money(value, sign: "$") == text)
    }

    @Test(arguments: [(10_000_000, "10 M"), (1_500_000, "1.5 M"), (250_000, "250,000")])
    func `traffic is short where it is round`(value: Int, text: String) {
        #expect(Figures.count(value) == text)
    }

    @Test func `what is no number is a dash and infinity its sign`() {
        #expect(Figures.fixed(.nan, decimals: 2) == "–")
        #expect(Figures.fixed(.infinity, decimals: 2) == "∞")
    }

    @Test(arguments: [0.0, 0.7, 3.0, 4.3, 99.0, 12_345.0])
    func `a linear axis holds the largest value with few round ticks`(largest: Double) {
        let axis = LinearAxis(holding: largest, length: 100)
        #expect(axis.end >= largest)
        #expect((2...9).contains(axis.ticks.count))
    }

    @Test(arguments: [(1.0, 10.0), (0.02, 30_000.0), (140.0, 142.0), (5.0, 5.0)])
    func `a logarithmic axis has at most eight ticks`(low: Double, high: Double) {
        let axis = LogAxis(low...high, length: 100)
        #expect(axis.ticks.count <= 8)
        #expect((0...100).contains(axis.position(of: high * 2)))
        #expect((0...100).contains(axis.position(of: 0.001)))
    }

    @Test(arguments: [
        ("1792 MB would do", "1,792 MB would do"),
        ("from 1790 MB (980–1940) on", "from 1,790 MB (980–1,940) on"),
        ("512 MB, 1,024 MB and 10240 MB", "512 MB, 1,024 MB and 10,240 MB"),
        ("1295 shapes at 2026-11-24", "1295 shapes at 2026-11-24"),
    ])
    func `documents write memory with commas`(sentence: String, written: String) {
        #expect(sentence.withGroupedMemory == written)
    }
}
