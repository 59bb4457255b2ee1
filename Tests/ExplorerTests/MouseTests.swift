import Explorer
import LambdaPlatform
import TerminalKit
import Testing
import Tuning

struct MouseTests {
    private static let size = CellSize(columns: 80, rows: 24)

    @Test func `a press on the chart moves the cursor, and the limit while it is asked for`() throws
    {
        var state = try ExplorerFixture.state()
        let left = try #require(state.target(column: 8, row: 8, size: Self.size))
        #expect(left.memory == .smallest)
        _ = state.update(.pointed(left, isDrag: false))
        #expect(state.cursor == .smallest)
        #expect(state.target(column: 2, row: 8, size: Self.size) == nil)
        #expect(state.target(column: 20, row: 1, size: Self.size) == nil)
        state.press("p")
        let top = try #require(state.target(column: 40, row: 6, size: Self.size))
        _ = state.update(.pointed(top, isDrag: false))
        #expect(try #require(state.whatIf.conditions.latencyLimit).milliseconds > 2_000)
        state.press(.enter)
        state.press("u")
        #expect(state.whatIf.conditions.latencyLimit == nil)
    }

    @Test func `the line of the limit is dragged, and one undo takes the drag back`() throws {
        var state = try ExplorerFixture.state()
        state.press("p400")
        state.press(.enter)
        let before = state.whatIf
        let cursor = state.cursor
        let row = try #require(
            (0..<24).first {
                state.target(column: 40, row: $0, size: Self.size)?.isOnLimit ?? false
            }
        )
        for (number, step) in [0, 1, 2].enumerated() {
            let place = try #require(state.target(column: 40, row: row + step, size: Self.size))
            _ = state.update(.pointed(place, isDrag: number > 0))
        }
        let limit = try #require(state.whatIf.conditions.latencyLimit)
        #expect(limit.milliseconds < 400)
        #expect(limit.quantile == 0.95)
        #expect(state.cursor == state.analysis?.choice.memory || state.cursor == cursor)
        _ = state.update(.input(.mouse(MouseAction(.release, column: 40, row: row + 2))))
        #expect(state.history.count == 2)
        state.press("u")
        #expect(state.whatIf == before)
    }

    @Test func `a drag beside the limit moves the cursor and changes no condition`() throws {
        var state = try ExplorerFixture.state()
        state.press("p400")
        state.press(.enter)
        let before = state.whatIf
        for column in [20, 30, 41] {
            let place = try #require(state.target(column: column, row: 15, size: Self.size))
            _ = state.update(.pointed(place, isDrag: column > 20))
            #expect(abs(state.cursor.megabytes - place.memory.megabytes) < 100)
        }
        #expect(state.whatIf == before)
    }
}
