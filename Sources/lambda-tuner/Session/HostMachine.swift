import Foundation
import Measurement

/// Describes the machine that the program runs on.
enum HostMachine {
    static func describe() -> MachineDescription {
        MachineDescription(
            processor: processorName() ?? "unknown processor",
            processors: ProcessInfo.processInfo.processorCount,
            system: ProcessInfo.processInfo.operatingSystemVersionString
        )
    }

    private static func processorName() -> String? {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
            return nil
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    }
}
