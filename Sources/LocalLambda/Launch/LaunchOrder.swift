/// What the launcher is to do between its own start and the function's first instruction.
///
/// It travels as arguments, so that what a process was started with can be read in the process list.
struct LaunchOrder: Hashable, Sendable {
    /// Files named `cgroup.procs` that the process writes itself into.
    var groups: [String] = []

    /// The processors to be bound to; empty for no binding.
    var processors: [Int] = []

    /// The directory to start in, as the function sees it.
    var directory: String

    /// The most open files; Lambda's limit.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": file descriptors 1,024.
    var openFiles = 1_024

    /// What the function is to find in its own file system; nothing for the machine's.
    var files: Files?

    /// Whether the function gets a network of its own, with nothing in it but loopback.
    var isOffline = false

    /// Whether the function sees no processes but its own.
    var hasOwnProcesses = false

    /// The function's program and its arguments, as the function sees them.
    var command: [String]
}

extension LaunchOrder {
    /// The folders that a function finds at Lambda's paths.
    struct Files: Hashable, Sendable {
        /// The folder to be found at `/var/task`.
        var code: String?

        /// Whether the function may write to its code.
        var isCodeWritable = false

        /// The folder to be found at `/var/runtime`.
        var runtime: String?

        /// The folder whose entries are to be found in `/opt`.
        var layers: String?

        /// The folder, or the image of a disk, to be found at `/tmp`.
        var temporary: String?

        /// A folder to be hidden, such as the one with other environments' files.
        var hidden: String?
    }

    /// The order as arguments for ``Launcher/run(arguments:)``.
    var arguments: [String] {
        var arguments = groups.flatMap { ["--group", $0] }
        if !processors.isEmpty {
            arguments += ["--processors", processors.map(String.init).joined(separator: ",")]
        }
        arguments += ["--directory", directory, "--open-files", String(openFiles)]
        if let files {
            arguments += ["--files", files.isCodeWritable ? "writable" : "read-only"]
            for (flag, path) in files.named { arguments += [flag, path] }
        }
        if isOffline { arguments += ["--network", "none"] }
        if hasOwnProcesses { arguments += ["--processes", "own"] }
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
        case "--files":
            files = Files(isCodeWritable: value == "writable")
        case "--network":
            isOffline = value == "none"
        case "--processors":
            processors = value.split(separator: ",").compactMap { Int($0) }
        case "--open-files":
            guard let count = Int(value) else { return false }
            openFiles = count
        case "--processes":
            hasOwnProcesses = value == "own"
        default:
            return files?.take(flag, value) ?? false
        }
        return true
    }
}

extension LaunchOrder.Files {
    fileprivate var named: [(String, String)] {
        [
            ("--code", code), ("--runtime", runtime), ("--layers", layers),
            ("--tmp", temporary), ("--hide", hidden),
        ].compactMap { flag, path in path.map { (flag, $0) } }
    }

    fileprivate mutating func take(_ flag: String, _ path: String) -> Bool {
        switch flag {
        case "--code": code = path
        case "--runtime": runtime = path
        case "--layers": layers = path
        case "--tmp": temporary = path
        case "--hide": hidden = path
        default: return false
        }
        return true
    }
}
