import Foundation
import LocalLambda
import Measurement
import Workloads

/// A function that the command line named, ready to be started here.
struct ResolvedFunction: Sendable {
    /// What goes into the run's record.
    let description: FunctionDescription

    /// How it is started.
    let local: LocalFunction

    /// The event for a request.
    let event: @Sendable (InvocationRequest) -> [UInt8]

    /// Whether an answer is right, where that can be told.
    let accepts: @Sendable ([UInt8]) -> Bool

    /// The weights of its events by name; none for a single event.
    let eventWeights: [String: Double]

    /// The strategies that it can be asked for.
    let strategies: [ThreadingStrategy]

    /// The strategies that are measured unless others are asked for.
    let usualStrategies: [ThreadingStrategy]

    /// The package that it was opened from, which must be closed in the end.
    var package: FunctionPackage?
}

extension ResolvedFunction {
    /// Whether a name is that of a built-in workload.
    static func isWorkload(_ name: String) -> Bool {
        WorkloadCatalog.workload(named: name) != nil
    }

    /// A function package: a folder or a zip.
    ///
    /// - Throws: ``PackageFailure`` when it cannot be run here.
    init(
        package path: String,
        named name: String? = nil,
        handler: String?,
        runtime: String?,
        layers: [String] = [],
        variables: [FunctionVariable] = [],
        events: EventBook
    ) throws {
        let package = try FunctionPackage.open(
            path: path,
            handler: handler,
            runtime: runtime,
            layers: layers
        )
        var local = package.function
        if let name { local.name = name }
        for variable in variables { local.environment[variable.name] = variable.value }
        self.package = package
        self.description = FunctionDescription(
            name: local.name,
            kind: "package",
            detail: "\(package.function.runtime) \(package.function.handler)"
        )
        self.local = local
        self.event = { request in Array(events.event(for: request) ?? Data("{}".utf8)) }
        self.accepts = { _ in true }
        self.eventWeights = events.weights
        self.strategies = [.asIs]
        self.usualStrategies = [.asIs]
    }
}

extension ResolvedFunction {
    /// A built-in workload, run by the bootstrap beside this program.
    ///
    /// - Throws: ``FunctionRefusal`` for an unknown name, an impossible size or a missing bootstrap.
    init(workload name: String, size: Int?) throws(FunctionRefusal) {
        guard let workload = WorkloadCatalog.workload(named: name) else {
            throw .unknown(name: name, known: WorkloadCatalog.facts.map(\.name))
        }
        let facts = workload.facts
        let size = size ?? facts.defaultSize
        do {
            _ = try WorkloadRun(workload: name, strategy: "single", size: size, threads: 1)
        } catch {
            throw .unusable(reason: error.description)
        }
        let bootstrap = Program.folder.appending(path: "workload-bootstrap")
        guard FileManager.default.isExecutableFile(atPath: bootstrap.path) else {
            throw .bootstrapMissing(path: bootstrap.path)
        }
        self.description = FunctionDescription(
            name: name,
            kind: "workload",
            detail: "\(size) \(facts.sizeUnit)"
        )
        self.local = LocalFunction(
            name: name,
            command: [bootstrap.path],
            codeDirectory: Program.folder.path,
            isBuiltIn: true
        )
        self.event = { request in
            // Both names come from the catalogue: nothing in them needs escaping.
            Array(
                #"{"workload":"\#(name)","strategy":"\#(request.strategy)","size":\#(size)}"#.utf8
            )
        }
        self.accepts = { WorkloadAnswer.isRight($0, to: facts, size: size) }
        self.strategies = WorkloadCatalog.strategies.map { ThreadingStrategy(rawValue: $0.name) }
        self.usualStrategies = [.single, .dispatch]
        self.eventWeights = [:]
    }
}

/// Why a function cannot be tuned.
enum FunctionRefusal: Error, Hashable, CustomStringConvertible {
    case unknown(name: String, known: [String])
    case unusable(reason: String)
    case bootstrapMissing(path: String)
    case unknownStrategy(name: String, known: [String])
    case ownEvent(workload: String)

    var description: String {
        switch self {
        case .unknown(let name, let known):
            "'\(name)' is neither a built-in workload nor a path: give one of "
                + known.joined(separator: ", ") + ", or the folder or zip of a function."
        case .unusable(let reason):
            reason
        case .bootstrapMissing(let path):
            "The workloads' bootstrap is missing at \(path): build it with "
                + "'swift build -c release --product workload-bootstrap'."
        case .ownEvent(let workload):
            "\(workload) makes its own event: leave --event and --events out, or change --size."
        case .unknownStrategy(let name, let known):
            "'\(name)' is not a threading strategy of this function: give one of "
                + known.joined(separator: ", ") + "."
        }
    }
}

/// This program as a file.
enum Program {
    /// The program's own file.
    static let file = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])

    /// The folder that it lies in.
    static let folder = file.deletingLastPathComponent()

    /// The command that starts functions: this program as its own launcher.
    static let launcher = [file.path, Launcher.verb]
}
