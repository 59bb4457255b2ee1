import Explorer
import LambdaPlatform
import TerminalKit
import TestSupport
import Testing

struct ScreenGoldenTests {
    static let sizes = [
        CellSize(columns: 80, rows: 24), CellSize(columns: 120, rows: 40),
        CellSize(columns: 200, rows: 50), CellSize(columns: 40, rows: 12),
    ]

    private func expect(_ state: ExplorerState, _ name: String, _ size: CellSize) throws {
        let canvas = state.canvas(size: size)
        for (depth, kind) in [(ColorDepth.trueColor, "color"), (.none, "no-color")] {
            try Golden.expect(
                TerminalModel.showing(canvas, depth: depth).transcript,
                named: "\(name)-\(size.columns)x\(size.rows)-\(kind)"
            )
        }
    }

    @Test(arguments: sizes)
    func `the page to choose on is as it was looked at`(size: CellSize) throws {
        try expect(try ExplorerFixture.state(current: 512), "choose", size)
    }

    @Test(arguments: sizes)
    func `the page to choose on shows what if p95 must be under 400 ms`(size: CellSize) throws {
        var state = try ExplorerFixture.state()
        state.press("p400")
        state.press(.enter)
        try expect(state, "choose-limit", size)
    }

    @Test(arguments: sizes)
    func `the table is as it was looked at`(size: CellSize) throws {
        var state = try ExplorerFixture.state(current: 512)
        state.press("t")
        try expect(state, "table", size)
    }

    @Test(arguments: sizes)
    func `the page of threads is as it was looked at`(size: CellSize) throws {
        var state = try ExplorerFixture.state()
        state.press("2")
        try expect(state, "threads", size)
    }

    @Test(arguments: sizes)
    func `the page of samples is as it was looked at`(size: CellSize) throws {
        var state = try ExplorerFixture.state()
        state.press("3")
        try expect(state, "samples", size)
    }

    @Test(arguments: sizes)
    func `the page of capacity is as it was looked at`(size: CellSize) throws {
        var state = try ExplorerFixture.state()
        state.press("4m300M")
        state.press(.enter)
        try expect(state, "capacity", size)
    }

    @Test(arguments: sizes)
    func `the page of runs is as it was looked at`(size: CellSize) throws {
        try expect(try ExplorerFixture.severalRuns(), "runs", size)
    }

    @Test(arguments: sizes)
    func `the page of a measurement is as it was looked at`(size: CellSize) throws {
        try expect(try ExplorerFixture.live(), "live", size)
    }

    @Test(arguments: sizes)
    func `the boxes are as they were looked at`(size: CellSize) throws {
        var state = try ExplorerFixture.state()
        state.press("?")
        try expect(state, "help", size)
        state.press(.escape)
        state.press("w")
        try expect(state, "why", size)
        state.press(.escape)
        state.press("reu")
        try expect(state, "regions", size)
    }

    @Test func `the page to choose on without Unicode is as it was looked at`() throws {
        let state = try ExplorerFixture.state(current: 512)
        let size = CellSize(columns: 80, rows: 24)
        let canvas = state.canvas(size: size, options: ViewOptions(marks: .ascii))
        let terminal = TerminalModel.showing(canvas, depth: .ansi16, repertoire: .ascii)
        try Golden.expect(terminal.transcript, named: "choose-80x24-ascii")
        #expect(terminal.cells.joined().allSatisfy { $0.glyph.isASCII })
    }

    @Test func `the text without a terminal is as it was looked at`() throws {
        let state = try ExplorerFixture.state(current: 512)
        let run = try #require(state.runs.first)
        try Golden.expect(plainText(of: run, under: state.whatIf.conditions), named: "plain")
    }

    @Test func `no page traps in any window`() throws {
        var states = [
            try ExplorerFixture.state(current: 512), try ExplorerFixture.severalRuns(),
            try ExplorerFixture.live(),
        ]
        for keys in ["2", "3", "4", "t", "?", "w", "r", "p4"] {
            var state = try ExplorerFixture.state()
            state.press(keys)
            states.append(state)
        }
        for (columns, rows) in [
            (0, 0), (1, 1), (1, 50), (200, 1), (39, 12), (40, 11), (41, 13), (60, 16),
        ] {
            let size = CellSize(columns: columns, rows: rows)
            for state in states {
                for marks in ChartMarks.allCases {
                    #expect(
                        state.canvas(size: size, options: ViewOptions(marks: marks)).size == size
                    )
                }
            }
        }
    }
}
