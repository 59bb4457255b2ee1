/// What the launcher is to do between its own start and the function's first instruction.
///
/// It travels as arguments, so that what a process was started with can be read in the process list.
struct LaunchOrder: Hashable, Sendable {
    /// Files named `cgroup.procs` that the process writes itself into.
    var groups: [String] = []

    /// The processors to be bound to; empty for no binding.
    var processors: [Int] = []

    /// The directory to start in.
    var directory: String

    /// The most open files; Lambda's limit.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": file descriptors 1,024.
    var openFiles = 1_024

    /// A folder to be the function's own `/tmp`, where that is allowed.
    var temporaryDirectory: String?

    /// A folder that the function may not write to, where that is allowed.
    var readOnlyDirectory: String?

    /// The process that must still be alive, and whose end ends the function.
    var parent: Int32 = 0

    /// The function's program and its arguments.
    var command: [String]
}

extension LaunchOrder {
    /// The order as arguments for ``Launcher/run(arguments:)``.
    var arguments: [String] {
        var arguments = groups.flatMap { ["--group", $0] }
        if !processors.isEmpty {
            arguments += ["--processors", processors.map(String.init).joined(separator: ",")]
        }
        arguments += ["--directory", directory, "--open-files", String(openFiles)]
        if let temporaryDirectory { arguments += ["--tmp", temporaryDirectory] }
        if let readOnlyDirectory { arguments += ["--read-only", readOnlyDirectory] }
        if parent > 0 { arguments += ["--parent", String(parent)] }
        return arguments + ["--"] + command
    }

    /// Reads an order back; nothing when it is malformed.
    init?(arguments: [String]) {
        self.init(directory: "/", command: [])
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            if flag == "--" {
                command = Array(rest)
                break
            }
            guard let value = rest.popFirst(), take(flag, value) else { return nil }
        }
        if command.isEmpty { return nil }
    }

    private mutating func take(_ flag: String, _ value: String) -> Bool {
        switch flag {
        case "--group":
            groups.append(value)
        case "--directory":
            directory = value
        case "--tmp":
            temporaryDirectory = value
        case "--read-only":
            readOnlyDirectory = value
        case "--processors":
            processors = value.split(separator: ",").compactMap { Int($0) }
        case "--open-files":
            guard let count = Int(value) else { return false }
            openFiles = count
        case "--parent":
            guard let process = Int32(value) else { return false }
            parent = process
        default:
            return false
        }
        return true
    }
}
