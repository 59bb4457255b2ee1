import LambdaPlatform

extension TemplateInspection {
    /// The largest inline code, in bytes.
    private static let inlineLimit = 4 << 20

    /// What is wrong with where a function's code comes from.
    func code(of function: TemplateFunction) -> [TemplateFinding] {
        if let inline = function.properties["Code"]?["ZipFile"] ?? function.properties["InlineCode"]
        {
            return self.inline(inline, of: function)
        }
        guard let code = function.properties["Code"] ?? setting("CodeUri", of: function) else {
            return []
        }
        return object(code, of: function) + package(code, of: function)
    }

    private func inline(_ code: TemplateNode, of function: TemplateFunction) -> [TemplateFinding] {
        let line = code.place.line
        var found: [TemplateFinding] = []
        let runtime = setting("Runtime", of: function)?.text
        if let runtime, !runtime.hasPrefix("nodejs"), !runtime.hasPrefix("python") {
            let message = "\(function.name) has inline code with the runtime \(runtime)."
            found.append(finding(.inlineRuntime, at: line, message))
        }
        let text = code.texts.joined(separator: "\n")
        if text.utf8.count > Self.inlineLimit {
            let message = "\(function.name) has \(text.utf8.count) bytes of inline code."
            found.append(finding(.inlineSize, at: line, message))
        }
        let libraries = InlineCode.libraries(
            in: text,
            isPython: runtime?.hasPrefix("python") ?? false
        )
        if let library = libraries.first {
            let message = "\(function.name)'s inline code needs '\(library)'."
            found.append(finding(.inlineDependency, at: line, message))
        }
        return found
    }

    /// Code in S3 under a key that stays the same from build to build.
    private func object(_ code: TemplateNode, of function: TemplateFunction) -> [TemplateFinding] {
        guard let key = code["S3Key"] ?? code["Key"], code["S3ObjectVersion"] == nil,
            code["Version"] == nil, let text = key.text, !Self.namesBuild(text)
        else { return [] }
        let message = "\(function.name)'s code is the object '\(text)' whatever it holds."
        return [finding(.unversionedCode, at: key.place.line, message)]
    }

    /// Whether a key has a part that changes with the content: a hash, a version or a date.
    private static func namesBuild(_ key: String) -> Bool {
        let parts = key.split { !$0.isHexDigit && $0 != "." }
        let hasHash = parts.contains { part in
            part.count { $0.isHexDigit } >= 8 && part.contains(where: \.isNumber)
        }
        return hasHash || key.contains(#/\d+\.\d+/#)
    }

    private func package(_ code: TemplateNode, of function: TemplateFunction) -> [TemplateFinding] {
        guard let path = code.text, !path.hasPrefix("s3://"),
            let size = circumstances.packageSize(path)
        else { return [] }
        let line = code.place.line
        if let packed = size.packed, packed > PackageLimits.uploadBytes {
            let message = "\(function.name)'s package is \(packed >> 20) MB; 50 MB can be uploaded."
            return [finding(.packageSize, at: line, message)]
        }
        if let unpacked = size.unpacked, unpacked > PackageLimits.unpackedBytes {
            let message = "\(function.name)'s code is \(unpacked >> 20) MB; 250 MB can be unpacked."
            return [finding(.packageSize, at: line, message)]
        }
        return []
    }
}

/// What inline code imports that the runtime does not bring.
enum InlineCode {
    /// Modules of Python's standard library that functions use, and what Lambda's runtime brings.
    private static let python: Set = [
        "abc", "argparse", "array", "ast", "asyncio", "base64", "bisect", "boto3", "botocore",
        "calendar", "cfnresponse", "collections", "concurrent", "configparser", "contextlib",
        "copy", "csv", "ctypes", "dataclasses", "datetime", "decimal", "difflib", "email", "enum",
        "errno", "fractions", "functools", "gc", "getpass", "glob", "gzip", "hashlib", "heapq",
        "hmac", "html", "http", "importlib", "inspect", "io", "ipaddress", "itertools", "json",
        "locale", "logging", "math", "mimetypes", "multiprocessing", "operator", "os", "pathlib",
        "pickle", "platform", "pprint", "queue", "random", "re", "secrets", "select", "shutil",
        "signal", "socket", "sqlite3", "ssl", "statistics", "string", "struct", "subprocess", "sys",
        "tarfile", "tempfile", "textwrap", "threading", "time", "timeit", "traceback", "types",
        "typing", "unicodedata", "unittest", "urllib", "uuid", "warnings", "weakref", "xml",
        "zipfile", "zlib", "zoneinfo", "__future__",
    ]

    /// Modules that Node.js brings, and what Lambda's runtime adds.
    private static let node: Set = [
        "assert", "async_hooks", "buffer", "child_process", "cfn-response", "cluster", "crypto",
        "dgram", "dns", "events", "fs", "http", "http2", "https", "module", "net", "os", "path",
        "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream",
        "string_decoder", "timers", "tls", "tty", "url", "util", "v8", "vm", "worker_threads",
        "zlib", "aws-sdk",
    ]

    /// The libraries that the code names and nobody brings, in the order they stand.
    static func libraries(in code: String, isPython: Bool) -> [String] {
        let pattern =
            isPython
            ? #/(?m)^\s*(?:import|from)\s+([A-Za-z_][A-Za-z0-9_]*)/#
            : #/(?:require\(|from\s+|^\s*import\s+)['"]([^'"]+)['"]/#
        return code.matches(of: pattern).map { String($0.1) }.filter { name in
            isPython ? !python.contains(name) : !isBrought(byNode: name)
        }
    }

    private static func isBrought(byNode name: String) -> Bool {
        name.hasPrefix("node:") || name.hasPrefix("@aws-sdk/") || name.hasPrefix("@smithy/")
            || name.hasPrefix(".") || node.contains(String(name.split(separator: "/").first ?? ""))
    }
}
