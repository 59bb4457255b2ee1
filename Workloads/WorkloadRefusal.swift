/// Why a workload was not run.
package enum WorkloadRefusal: Error, Hashable, CustomStringConvertible {
    case unknownWorkload(String)
    case unknownStrategy(String)
    case sizeOutOfRange(workload: String, size: Int, allowed: ClosedRange<Int>)
    case tooMuchMemory(workload: String, size: Int)
    case threadsOutOfRange(Int)

    package var description: String {
        switch self {
        case .unknownWorkload(let name):
            "There is no workload '\(name.prefix(80))': take one of "
                + Self.list(WorkloadCatalog.facts.map(\.name)) + "."
        case .unknownStrategy(let name):
            "There is no threading strategy '\(name.prefix(80))': take one of "
                + Self.list(WorkloadCatalog.strategies.map(\.name)) + "."
        case .sizeOutOfRange(let workload, let size, let allowed):
            "\(workload) cannot run at size \(size): "
                + "give \(allowed.lowerBound) to \(allowed.upperBound)."
        case .tooMuchMemory(let workload, let size):
            "\(workload) at size \(size) needs more than the 10240 MB that the largest function "
                + "has: give a smaller size."
        case .threadsOutOfRange(let threads):
            "\(threads) threads cannot be used: give \(Team.allowedThreads.lowerBound) to "
                + "\(Team.allowedThreads.upperBound)."
        }
    }

    private static func list(_ names: [String]) -> String {
        names.joined(separator: ", ")
    }
}
