import LambdaPlatform

/// The environment variables that Lambda sets.
///
/// - Source: AWS Lambda Developer Guide, "Defined runtime environment variables".
enum LambdaVariables {
    /// All variables for a function at a memory setting.
    ///
    /// - Edge cases: a variable of the function's own wins where Lambda lets it, and is ignored where
    ///   the name is reserved. Keys of an account are the function's to bring: it has no role here.
    static func all(
        for configuration: LocalConfiguration,
        seen view: FunctionView,
        memory: MemorySetting,
        runtimeAPI: String,
        traceDaemon: String?
    ) -> [String: String] {
        var variables = changeable(in: view).merging(view.variables) { $1 }
            .merging(reserved(configuration, view)) { $1 }
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = String(memory.megabytes)
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeAPI
        if let traceDaemon {
            let parts = traceDaemon.split(separator: ":").map(String.init)
            variables["AWS_XRAY_DAEMON_ADDRESS"] = traceDaemon
            variables["_AWS_XRAY_DAEMON_ADDRESS"] = parts.first
            variables["_AWS_XRAY_DAEMON_PORT"] = parts.last
        }
        let runtime = configuration.function.runtime
        if !runtime.hasPrefix("provided") {
            variables["AWS_EXECUTION_ENV"] = "AWS_Lambda_\(runtime)"
        }
        return variables
    }

    private static func changeable(in view: FunctionView) -> [String: String] {
        let (task, runtime, layers) = (view.taskRoot, view.runtimeRoot, view.layerRoot)
        return [
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin:/bin:\(layers)/bin",
            "LD_LIBRARY_PATH": "/var/lang/lib:/lib64:/usr/lib64:\(runtime):\(runtime)/lib:"
                + "\(task):\(task)/lib:\(layers)/lib",
            "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
        ]
    }

    private static func reserved(
        _ configuration: LocalConfiguration,
        _ view: FunctionView
    ) -> [String: String] {
        let function = configuration.function
        let isJSON = configuration.platformLines == .json
        return [
            "_HANDLER": function.handler,
            "AWS_REGION": configuration.region,
            "AWS_DEFAULT_REGION": configuration.region,
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_VERSION": function.version,
            "AWS_LAMBDA_INITIALIZATION_TYPE": function.isProvisioned
                ? "provisioned-concurrency" : "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(function.name)",
            "AWS_LAMBDA_LOG_STREAM_NAME": "local/[\(function.version)]0",
            "AWS_LAMBDA_LOG_FORMAT": isJSON ? "JSON" : "Text",
            "AWS_LAMBDA_LOG_LEVEL": "INFO",
            "LAMBDA_TASK_ROOT": view.taskRoot,
            "LAMBDA_RUNTIME_DIR": view.runtimeRoot,
        ]
    }

    /// The headers that come with an event.
    static func headers(
        id: String,
        trace: TraceHeader,
        configuration: LocalConfiguration,
        startedAt: Double
    ) -> [LoopbackHeader] {
        let deadline = Int((startedAt + Double(configuration.timeoutS)) * 1_000)
        let function = configuration.function
        let isLatest = function.version == "$LATEST"
        let name = function.name + (isLatest ? "" : ":\(function.version)")
        return [
            .init(name: "Content-Type", value: "application/json"),
            .init(name: "Lambda-Runtime-Aws-Request-Id", value: id),
            .init(name: "Lambda-Runtime-Deadline-Ms", value: String(deadline)),
            .init(
                name: "Lambda-Runtime-Invoked-Function-Arn",
                // An account that cannot exist: this function belongs to none.
                value: "arn:aws:lambda:\(configuration.region):000000000000:function:\(name)"
            ),
            .init(name: "Lambda-Runtime-Trace-Id", value: trace.text),
        ]
    }

    /// A request id: a random UUID, version 4.
    static func requestID() -> String {
        var digits = Array(hexadecimal(32))
        digits[12] = "4"
        digits[16] = ["8", "9", "a", "b"].randomElement() ?? "8"
        let text = String(digits)
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst())
            .map { text.dropFirst($0).prefix($1 - $0) }
            .joined(separator: "-")
    }

    /// Random hexadecimal digits.
    static func hexadecimal(_ count: Int) -> String {
        String((0..<count).map { _ in "0123456789abcdef".randomElement() ?? "0" })
    }
}
