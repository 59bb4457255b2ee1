import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// The page of what was measured: distributions, cold starts, throttling, order, outliers.
struct SamplesScreen {
    let state: ExplorerState
    let analysis: Analysis
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let digests = state.digests.filter { $0.strategy == state.strategy }
        guard let selected = nearest(in: digests) else {
            canvas.write(
                "No samples of \(state.strategy).",
                in: area.inset(columns: 1, rows: 1).line(0)
            )
            return
        }
        let series = analysis.series(of: selected.strategy)
        let detailRows = max(5, area.rows - digests.count - 4)
        let parts = area.rows([.flexible, .fixed(detailRows)])
        DistributionList(digests: digests, selected: selected, series: series)
            .draw(on: &canvas, in: parts[0])
        let isWide = area.columns >= 72
        let columns = parts[1].columns([.flexible, .fixed(isWide ? 38 : 0)])
        SampleOrder(digest: selected, series: series, options: options)
            .draw(on: &canvas, in: columns[0])
        if isWide { SampleFacts(digest: selected).draw(on: &canvas, in: columns[1]) }
    }

    /// The measured setting nearest to the cursor.
    private func nearest(in digests: [SampleDigest]) -> SampleDigest? {
        digests.min {
            abs($0.memory.megabytes - state.cursor.megabytes)
                < abs($1.memory.megabytes - state.cursor.megabytes)
        }
    }
}
