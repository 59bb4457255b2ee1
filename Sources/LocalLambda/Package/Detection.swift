/// Finds out what kind of function lies in a folder, and how to start it.
struct Detection {
    /// The folder with the code.
    let folder: String

    /// The handler that was asked for.
    let handler: String?

    /// The runtime that was asked for.
    let runtime: String?

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
        if has("bootstrap") { return .custom }
        if has(module(of: handler ?? "lambda_function.lambda_handler") + ".py") { return .python }
        let script = module(of: handler ?? "index.handler")
        if [".js", ".mjs", ".cjs"].contains(where: { has(script + $0) }) { return .node }
        if has("META-INF") || has("lib") && handler?.contains("::") == true { return .java }
        if let handler { throw .missingHandler(handler: handler) }
        throw .unrecognised(path: folder)
    }

    private func custom(_ name: String) throws(PackageFailure) -> LocalFunction {
        let bootstrap = "\(folder)/bootstrap"
        guard has("bootstrap") else { throw .missing(path: bootstrap) }
        guard FileSystem.isExecutable(bootstrap) else { throw .notExecutable(path: bootstrap) }
        if let built = FileSystem.foreignArchitecture(bootstrap) {
            throw .wrongArchitecture(path: bootstrap, built: built)
        }
        return LocalFunction(
            name: name,
            command: [bootstrap],
            codeDirectory: folder,
            handler: handler ?? "bootstrap",
            runtime: runtime ?? "provided.al2023"
        )
    }

    private func python(_ name: String) throws(PackageFailure) -> LocalFunction {
        let handler = handler ?? "lambda_function.lambda_handler"
        guard has(module(of: handler) + ".py") else { throw .missingHandler(handler: handler) }
        let interpreter = try program(
            "python3",
            asked: "-c 'import sys; sys.stdout.write(sys.executable)'",
            for: "Python"
        )
        let client = "\(clients)/python_client.py"
        try FileSystem.write(Array(PythonClient.text.utf8), to: client)
        return LocalFunction(
            name: name,
            command: [interpreter, client, handler],
            codeDirectory: folder,
            handler: handler,
            runtime: runtime ?? "python3",
            environment: ["PYTHONPATH": folder, "PYTHONUNBUFFERED": "1"]
        )
    }

    private func node(_ name: String) throws(PackageFailure) -> LocalFunction {
        let handler = handler ?? "index.handler"
        let interpreter = try program("node", asked: "-p process.execPath", for: "Node.js")
        let client = "\(clients)/node_client.mjs"
        try FileSystem.write(Array(NodeClient.text.utf8), to: client)
        return LocalFunction(
            name: name,
            command: [interpreter, client, handler],
            codeDirectory: folder,
            handler: handler,
            runtime: runtime ?? "nodejs",
            environment: ["NODE_PATH": "\(folder)/node_modules"]
        )
    }

    private func java(_ name: String) throws(PackageFailure) -> LocalFunction {
        let libraries = FileSystem.names(in: "\(folder)/lib")
        guard let handler,
            libraries.contains(where: { $0.hasPrefix("aws-lambda-java-runtime-interface-client") })
        else { throw .unsupportedJava }
        let interpreter = try program(
            "java",
            asked:
                "-XshowSettings:properties -version 2>&1 | sed -n 's|.*java.home = \\(.*\\)|\\1/bin/java|p'",
            for: "Java"
        )
        return LocalFunction(
            name: name,
            command: [
                interpreter, "-cp", "\(folder):\(folder)/lib/*",
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler,
            ],
            codeDirectory: folder,
            handler: handler,
            runtime: runtime ?? "java"
        )
    }

    private func has(_ name: String) -> Bool { KernelControlTree().exists("\(folder)/\(name)") }

    /// The file part of a handler: everything before its last dot.
    private func module(of handler: String) -> String {
        String(handler[..<(handler.lastIndex(of: ".") ?? handler.endIndex)])
            .split(separator: ".").joined(separator: "/")
    }

    private func program(
        _ name: StaticString,
        asked question: StaticString,
        for runtime: String
    ) throws(PackageFailure) -> String {
        guard let path = FileSystem.program(name, asked: question) else {
            throw .missingProgram(name: "\(name)", runtime: runtime)
        }
        return path
    }
}
