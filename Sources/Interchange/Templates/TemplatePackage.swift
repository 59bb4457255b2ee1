/// Where a template says that a function's code is, and how it is started.
package struct TemplatePackage: Hashable, Sendable {
    /// The folder or archive of the code, beside the template.
    package var code: String

    /// The handler, where the template names one.
    package var handler: String?

    /// The runtime's identifier, where the template names one.
    package var runtime: String?

    /// The layers that the template itself holds, in order.
    package var layers: [String]

    /// Variables whose values are written in the template.
    package var variables: [String: String]

    /// The size of `/tmp` in MB, where the template tells.
    package var temporaryMB: Int?

    /// The timeout in seconds, where the template tells.
    package var timeoutS: Int?

    package init(
        code: String,
        handler: String? = nil,
        runtime: String? = nil,
        layers: [String] = [],
        variables: [String: String] = [:],
        temporaryMB: Int? = nil,
        timeoutS: Int? = nil
    ) {
        self.code = code
        self.handler = handler
        self.runtime = runtime
        self.layers = layers
        self.variables = variables
        self.temporaryMB = temporaryMB
        self.timeoutS = timeoutS
    }
}

extension Template {
    /// The package of a function of a SAM or CloudFormation template.
    ///
    /// Values that only deployment works out are left away, and so are layers that lie elsewhere.
    ///
    /// - Throws: ``TemplateFailure/noFunction(name:function:known:)``, and
    ///   ``TemplateFailure/noCode(name:function:line:)`` where the code is not a path.
    package func package(of name: String) throws(TemplateFailure) -> TemplatePackage {
        guard let function = functions.first(where: { $0.name == name }) else {
            throw .noFunction(name: self.name, function: name, known: functions.map(\.name))
        }
        func setting(_ key: String) -> TemplateNode? {
            function.properties[key] ?? function.globals?[key]
        }
        guard let code = setting("CodeUri")?.text ?? setting("Code")?.text else {
            throw .noCode(name: self.name, function: name, line: function.line)
        }
        let variables = [function.globals, function.properties]
            .compactMap { $0?["Environment"]?["Variables"]?.members }
            .flatMap(\.self)
            .compactMap { key, value in key.text.flatMap { key in value.text.map { (key, $0) } } }
        return TemplatePackage(
            code: code,
            handler: setting("Handler")?.text,
            runtime: setting("Runtime")?.text,
            layers: function.layers.compactMap(layer),
            variables: Dictionary(variables) { $1 },
            temporaryMB: setting("EphemeralStorage")?["Size"]?.number,
            timeoutS: function.timeoutS
        )
    }

    /// The folder or archive of a layer that is a resource of this template.
    private func layer(_ node: TemplateNode) -> String? {
        guard let name = node.reference else { return nil }
        let properties = root["Resources"]?[name]?["Properties"]
        return properties?["ContentUri"]?.text ?? properties?["Content"]?.text
    }
}
