import LambdaPlatform

/// Where a function finds its own files: at Lambda's paths where this machine can show them there,
/// else where they are.
///
/// - Source: AWS Lambda Developer Guide, "Defined runtime environment variables" and "Layers":
///   `/var/task`, `/var/runtime` and `/opt`.
struct FunctionView: Hashable, Sendable {
    /// The function.
    let function: LocalFunction

    /// Whether the function gets a file system of its own.
    let isIsolated: Bool

    init(of function: LocalFunction, isIsolated: Bool) {
        self.function = function
        // The root of the file system cannot be shown below itself.
        self.isIsolated = isIsolated && function.codeDirectory != "/"
    }
}

extension FunctionView {
    /// The folder of the code.
    var taskRoot: String { isIsolated ? "/var/task" : function.codeDirectory }

    /// The folder of the runtime's own files.
    var runtimeRoot: String {
        isIsolated || function.runtimeDirectory == nil
            ? "/var/runtime" : function.runtimeDirectory ?? ""
    }

    /// The folder of the layers.
    var layerRoot: String {
        isIsolated || function.layerDirectory == nil ? "/opt" : function.layerDirectory ?? ""
    }

    /// The command that starts the function at a memory setting, as seen by itself.
    func command(at memory: MemorySetting) -> [String] {
        var words = function.command.map(path)
        if function.runtime.hasPrefix("java") {
            words.insert(contentsOf: JavaClient.options(of: function, at: memory), at: 1)
        }
        return words
    }

    /// The function's own variables; paths in them are its own as well.
    var variables: [String: String] {
        function.environment.merging(
            function.searchPaths.mapValues { $0.map(path).joined(separator: ":") }
        ) { own, _ in own }
    }

    /// Whether the function itself lies below `/tmp` and would be hidden by one of its own.
    var isBelowTemporaryFolder: Bool {
        ([taskRoot, runtimeRoot] + function.command.map(path))
            .contains { $0 == "/tmp" || $0.hasPrefix("/tmp/") }
    }

    /// The place at which the function finds one of its files.
    func path(_ real: String) -> String {
        let places = [
            (function.codeDirectory, taskRoot),
            (function.layerDirectory ?? "", layerRoot),
            (function.runtimeDirectory ?? "", runtimeRoot),
        ]
        for (folder, place) in places where !folder.isEmpty && folder != "/" {
            if real == folder { return place }
            if real.hasPrefix(folder + "/") { return place + real.dropFirst(folder.count) }
        }
        return real
    }
}
