import Foundation
import LambdaPlatform
import LocalLambda
import Measurement

/// What `doctor` found out.
struct DoctorReport: Encodable {
    let examination: MachineExamination
    let fidelity: [FidelityPoint]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        let machine = examination.machine
        var lines = [
            "Machine    \(machine.processor), \(machine.processors) processors, \(machine.system)",
            "",
            "Governors, the best first",
        ]
        for finding in examination.governors { lines += self.lines(about: finding) }
        lines += ["", "Isolation  what a function of your own finds as on Lambda"]
        lines += isolation
        lines += [
            "",
            "Settings up to \(examination.largestMeasuredMB) are measured here; what larger ones gain "
                + "from several threads is projected.",
            "",
            "Fidelity   median duration against what it should be for the CPU time used",
        ]
        lines.append("  memory  threads    CPU ms  duration ms  expected ms    error")
        lines += fidelity.map(Self.line)
        return lines.joined(separator: "\n")
    }

    private var isolation: [String] {
        let ability = examination.isolation
        return [
            ("files", ability.files, "code at /var/task, layers at /opt, a private /tmp"),
            ("/tmp size", ability.temporarySize, "takes root, loop devices and mke2fs"),
            ("processes", ability.processes, "sees its own alone; takes root and namespaces"),
            ("network", ability.network, "--network none; takes root"),
        ].map { "  \(Self.padded($0, 10)) \($1 ? "yes" : "no ")  \($2)" }
    }

    private func lines(about finding: MachineExamination.Finding) -> [String] {
        let name = Self.padded(finding.governor.rawValue, 10)
        guard finding.works else {
            let reason = "  \(name) no   \(finding.reason ?? "")"
            return [reason]
                + (finding.remedy.map { ["  \(Self.padded("", 15))enable: \($0)"] } ?? [])
        }
        let role =
            switch finding.governor {
            case .cgroupV1, .cgroupV2: "enforces CPU share, processors and memory"
            case .dutyCycle: "enforces the CPU share up to one vCPU; memory is watched"
            case .model: "enforces nothing: durations are projected from CPU time"
            }
        let mark = finding.governor == examination.chosen ? " (auto)" : ""
        return ["  \(name) yes  \(role)\(mark)"]
    }

    private static func line(_ point: FidelityPoint) -> String {
        let mark = point.projected ? "  projected" : ""
        return "  " + leftPadded("\(point.memoryMB)", 7)
            + leftPadded(String(point.threads), 8)
            + leftPadded(String(format: "%.1f", point.cpuMS), 11)
            + leftPadded(String(format: "%.1f", point.durationMS), 13)
            + leftPadded(String(format: "%.1f", point.expectedMS), 13)
            + leftPadded(String(format: "%+.1f %%", point.errorPercent), 10) + mark
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func leftPadded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
