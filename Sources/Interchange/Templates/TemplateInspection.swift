import LambdaPlatform

/// Looks for the traps of deployment in one template.
package struct TemplateInspection {
    let template: Template
    let circumstances: Circumstances

    /// What the template itself does not tell.
    package struct Circumstances: Sendable {
        /// Concurrent executions that the account may have in the Region.
        package var accountConcurrency: Int

        /// The measured p99 in ms by function.
        package var p99MS: [String: Double]

        /// The size in bytes of what a path in the template names, packed and unpacked; nil where
        /// it is not there.
        package var packageSize: @Sendable (String) -> (packed: Int?, unpacked: Int?)?

        package init(
            accountConcurrency: Int = 1_000,
            p99MS: [String: Double] = [:],
            packageSize: @escaping @Sendable (String) -> (packed: Int?, unpacked: Int?)? = { _ in
                nil
            }
        ) {
            self.accountConcurrency = accountConcurrency
            self.p99MS = p99MS
            self.packageSize = packageSize
        }
    }

    package init(of template: Template, under circumstances: Circumstances) {
        self.template = template
        self.circumstances = circumstances
    }
}

extension TemplateInspection {
    /// Everything that was found, in the order of the lines.
    package var findings: [TemplateFinding] {
        let found = template.functions.flatMap { function in
            limits(of: function) + code(of: function) + network(of: function)
                + versions(of: function) + tracing(of: function)
        }
        return (found + aliases + concurrency).sorted {
            ($0.line, $0.message) < ($1.line, $1.message)
        }
    }

    func finding(_ rule: TemplateRule, at line: Int, _ message: String) -> TemplateFinding {
        TemplateFinding(rule: rule, file: template.name, line: line, message: message)
    }

    /// A setting of a function: its own, else the one that all share.
    func setting(_ key: String, of function: TemplateFunction) -> TemplateNode? {
        function.properties[key] ?? function.globals?[key]
    }

    /// A resource by its name.
    func resource(_ name: String) -> TemplateNode? {
        template.root["Resources"]?[name]
    }

    private func limits(of function: TemplateFunction) -> [TemplateFinding] {
        var found: [TemplateFinding] = []
        if let memory = function.memory.value, !MemorySetting.allowed.contains(memory) {
            let line = function.memory.line ?? function.line
            found.append(
                finding(.memoryRange, at: line, "\(function.name) asks for \(memory) MB.")
            )
        }
        if let storage = setting("EphemeralStorage", of: function)?["Size"],
            let size = storage.number, !(512...10_240).contains(size)
        {
            let message = "\(function.name) asks for \(size) MB of /tmp."
            found.append(finding(.storageRange, at: storage.place.line, message))
        }
        let layers = function.layers
        if layers.count > 5 {
            let message = "\(function.name) has \(layers.count) layers."
            found.append(finding(.tooManyLayers, at: layers[5].place.line, message))
        }
        if let p99 = circumstances.p99MS[function.name], let timeout = function.timeoutS,
            Double(timeout) * 1_000 < p99
        {
            let message =
                "\(function.name) times out after \(timeout) s; its measured p99 is "
                + "\(Int(p99.rounded(.up))) ms."
            let line = setting("Timeout", of: function)?.place.line ?? function.line
            found.append(finding(.shortTimeout, at: line, message))
        }
        return found
    }

    /// Reserved concurrency that leaves the account less than Lambda keeps for the rest.
    private var concurrency: [TemplateFinding] {
        let reserved = template.functions.compactMap { function in
            function.properties["ReservedConcurrentExecutions"]
        }
        // No account has more; beyond it a sum could overflow.
        let sum = reserved.compactMap(\.number).reduce(0) { $0 + min(max($1, 0), 1_000_000_000) }
        let left = circumstances.accountConcurrency - sum
        guard left < 100, sum > 0, let last = reserved.last else { return [] }
        let message =
            "The functions reserve \(sum) of \(circumstances.accountConcurrency) "
            + "concurrent executions."
        return [finding(.reservedConcurrency, at: last.place.line, message)]
    }
}
