/// Finds out what kind of function lies in a folder, and how to start it.
struct Detection {
    /// The folder with the code.
    let folder: String

    /// The handler that was asked for.
    let handler: String?

    /// The runtime that was asked for.
    let runtime: String?

    /// The folder with what the layers hold together; nothing without layers.
    let layers: String?

    /// Where clients of the Runtime API may be written.
    let clients: String

    private enum Kind {
        case custom, python, node, java
    }

    /// The function, ready to be started.
    ///
    /// - Throws: ``PackageFailure`` with what is missing.
    func function(named name: String) throws(PackageFailure) -> LocalFunction {
        switch try kind() {
        case .custom: try custom(name)
        case .python: try python(name)
        case .node: try node(name)
        case .java: try java(name)
        }
    }

    private func kind() throws(PackageFailure) -> Kind {
        if let runtime {
            if runtime.hasPrefix("python") { return .python }
            if runtime.hasPrefix("nodejs") { return .node }
            if runtime.hasPrefix("java") { return .java }
            return .custom
        }
        if has("bootstrap") || layerHas("bootstrap") { return .custom }
        if has(module(of: handler ?? "lambda_function.lambda_handler") + ".py") { return .python }
        let script = module(of: handler ?? "index.handler")
        if [".js", ".mjs", ".cjs"].contains(where: { has(script + $0) }) { return .node }
        if has("META-INF") || has("lib") && handler?.contains("::") == true { return .java }
        if let handler { throw .missingHandler(handler: handler) }
        throw .unrecognised(path: folder)
    }

    private func custom(_ name: String) throws(PackageFailure) -> LocalFunction {
        // A custom runtime may come in a layer; the function's own goes first.
        let isLayered = !has("bootstrap") && layerHas("bootstrap")
        let bootstrap = "\(isLayered ? layers ?? folder : folder)/bootstrap"
        guard isLayered || has("bootstrap") else { throw .missing(path: bootstrap) }
        guard FileSystem.isExecutable(bootstrap) else { throw .notExecutable(path: bootstrap) }
        if let built = FileSystem.foreignArchitecture(bootstrap) {
            throw .wrongArchitecture(path: bootstrap, built: built)
        }
        return function(name, [bootstrap], handler ?? "bootstrap", "provided.al2023")
    }

    private func python(_ name: String) throws(PackageFailure) -> LocalFunction {
        let handler = handler ?? "lambda_function.lambda_handler"
        guard has(module(of: handler) + ".py") else { throw .missingHandler(handler: handler) }
        let interpreter = try program(
            "python3",
            asked: """
                -c 'import sys; print(sys.executable); print("python%d.%d" % sys.version_info[:2])'
                """,
            for: "Python"
        )
        let client = try write(PythonClient.text, as: "python_client.py")
        let packages = layers.map {
            ["\($0)/python", "\($0)/python/lib/\(interpreter.version)/site-packages"]
        }
        var function = function(
            name,
            [interpreter.path, client, handler],
            handler,
            interpreter.version
        )
        function.runtimeDirectory = clients
        function.environment = ["PYTHONUNBUFFERED": "1"]
        function.searchPaths = ["PYTHONPATH": [folder] + (packages ?? [])]
        return function
    }

    private func node(_ name: String) throws(PackageFailure) -> LocalFunction {
        let handler = handler ?? "index.handler"
        let interpreter = try program(
            "node",
            asked: #"-p 'process.execPath + "\n" + process.versions.node.split(".")[0]'"#,
            for: "Node.js"
        )
        let client = try write(NodeClient.text, as: "node_client.mjs")
        let modules = layers.map {
            ["\($0)/nodejs/node\(interpreter.version)/node_modules", "\($0)/nodejs/node_modules"]
        }
        var function = function(
            name,
            [interpreter.path, client, handler],
            handler,
            "nodejs\(interpreter.version).x"
        )
        function.runtimeDirectory = clients
        function.searchPaths = ["NODE_PATH": ["\(folder)/node_modules"] + (modules ?? [])]
        return function
    }

    private func java(_ name: String) throws(PackageFailure) -> LocalFunction {
        let jars = [folder + "/lib", layers.map { $0 + "/java/lib" }].compactMap { $0 }
        let isPacked = has(JavaClient.entry.replacing(".", with: "/") + ".class")
        let names = jars.flatMap(FileSystem.names)
        guard isPacked || names.contains(where: { $0.hasPrefix(JavaClient.jar) }) else {
            throw .unsupportedJava
        }
        guard let handler else { throw .missingHandler(handler: "") }
        let interpreter = try program(
            "java",
            asked:
                "-XshowSettings:properties -version 2>&1 | sed -n 's|.*java.home = \\(.*\\)|\\1/bin/java|p'",
            for: "Java"
        )
        var function = function(
            name,
            [interpreter.path, JavaClient.entry, handler],
            handler,
            "java"
        )
        function.searchPaths = ["CLASSPATH": [folder] + jars.map { $0 + "/*" }]
        return function
    }

    /// A function of this folder and its layers; the last word is the runtime that it has unless
    /// another was asked for.
    private func function(
        _ name: String,
        _ command: [String],
        _ handler: String,
        _ runtime: String
    ) -> LocalFunction {
        LocalFunction(
            name: name,
            command: command,
            codeDirectory: folder,
            layerDirectory: layers,
            handler: handler,
            runtime: self.runtime ?? runtime
        )
    }

    /// Writes a client of the Runtime API where the function finds it.
    private func write(_ text: String, as name: String) throws(PackageFailure) -> String {
        let path = "\(clients)/\(name)"
        try FileSystem.write(Array(text.utf8), to: path)
        return path
    }

    private func has(_ name: String) -> Bool { KernelControlTree().exists("\(folder)/\(name)") }

    private func layerHas(_ name: String) -> Bool {
        layers.map { KernelControlTree().exists("\($0)/\(name)") } ?? false
    }

    /// The file part of a handler: everything before its last dot.
    private func module(of handler: String) -> String {
        String(handler[..<(handler.lastIndex(of: ".") ?? handler.endIndex)])
            .split(separator: ".").joined(separator: "/")
    }

    /// An interpreter and what it said about its version.
    private func program(
        _ name: StaticString,
        asked question: StaticString,
        for runtime: String
    ) throws(PackageFailure) -> (path: String, version: String) {
        let lines = FileSystem.answer(of: name, asked: question)
        guard let first = lines.first, let path = FileSystem.absolute(first) else {
            throw .missingProgram(name: "\(name)", runtime: runtime)
        }
        return (path, lines.count > 1 ? lines[1] : "")
    }
}
