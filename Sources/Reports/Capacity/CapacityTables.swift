import Capacity
import Estimation
import LambdaPlatform

/// A month at each setting as rows of text; escaped by whoever writes them.
struct CapacityTable {
    let header = [
        "Memory", "At once", "Peak", "Cold starts", "p50, ms", "p95, ms", "p99, ms", "Throttled",
        "Dropped", "A month", "How",
    ]
    let rows: [[String]]

    init(_ findings: CapacityFindings) {
        rows = findings.forecast.settings.enumerated().map { index, forecast in
            let kind = forecast.setting.isProjected ? "projected" : "simulated"
            return [
                Figures.memory(forecast.setting.memory),
                Figures.short(forecast.concurrency.value),
                Figures.grouped(forecast.peakConcurrency),
                Figures.percent(forecast.coldStartShare.value),
                Self.latency(forecast.p50MS),
                Self.latency(forecast.p95MS),
                Self.latency(forecast.p99MS),
                Figures.percent(forecast.throttledShare.value),
                Figures.short(forecast.dropped + forecast.rejected),
                findings.money(forecast.bill.total.units),
                index == findings.forecast.choice ? kind + ", chosen" : kind,
            ]
        }
    }

    /// A latency in ms, or a dash where nothing was answered.
    static func latency(_ estimate: Estimate?) -> String {
        estimate.map { Figures.short($0.value) } ?? "–"
    }
}

/// The bill of each setting by item as rows of text.
struct BillTable {
    let header: [String]
    let rows: [[String]]

    init(_ findings: CapacityFindings) {
        let items = findings.billedItems
        let names = items.map { $0.label.prefix(1).uppercased() + $0.label.dropFirst() }
        header = ["Memory"] + names + ["Total", "90 % interval"]
        rows = findings.forecast.settings.map { forecast in
            let cost = forecast.monthlyCost
            return [Figures.memory(forecast.setting.memory)]
                + items.map { findings.money(forecast.bill[$0].units) }
                + [
                    findings.money(cost.value),
                    "\(findings.money(cost.low))–\(findings.money(cost.high))",
                ]
        }
    }
}

extension CapacityFindings {
    /// The items that occur in the bill of any setting.
    var billedItems: [BillItem] {
        BillItem.allCases.filter { item in
            forecast.settings.contains { $0.bill[item] != .zero }
        }
    }
}

/// The account's other functions beside each setting as rows of text.
struct NeighboursTable {
    let header = [
        "Beside", "Function", "At once", "Peak", "Cold starts", "p95, ms", "Throttled", "Given up",
    ]
    let rows: [[String]]

    init(_ findings: CapacityFindings) {
        rows = findings.forecast.settings.flatMap { forecast in
            forecast.neighbours.map { neighbour in
                [
                    Figures.memory(forecast.setting.memory),
                    neighbour.name,
                    Figures.short(neighbour.concurrency.value),
                    Figures.grouped(neighbour.peakConcurrency),
                    Figures.percent(neighbour.coldStartShare.value),
                    CapacityTable.latency(neighbour.p95MS),
                    Figures.percent(neighbour.throttledShare.value),
                    Figures.short(neighbour.rejected),
                ]
            }
        }
    }
}
