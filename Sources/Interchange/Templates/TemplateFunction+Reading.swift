import LambdaPlatform

extension TemplateFunction {
    /// The functions of a template in the order of the file.
    static func all(in root: TemplateNode, format: Template.Format) -> [TemplateFunction] {
        switch format {
        case .cloudFormation, .serverlessApplicationModel: resources(of: root)
        case .terraform:
            (root["resource"]?["aws_lambda_function"]?.members ?? []).map { key, value in
                let body = value.elements.first ?? value
                return TemplateFunction(key, body, globals: nil, keys: .terraform, root: root)
            }
        case .serverlessFramework:
            (root["functions"]?.members ?? []).map { key, value in
                TemplateFunction(
                    key,
                    value,
                    globals: root["provider"],
                    keys: .serverless,
                    root: root
                )
            }
        }
    }

    private static func resources(of root: TemplateNode) -> [TemplateFunction] {
        (root["Resources"]?.members ?? []).compactMap { key, value in
            let type = value["Type"]?.text ?? ""
            let isServerless = type == "AWS::Serverless::Function"
            guard isServerless || type == "AWS::Lambda::Function" else { return nil }
            let empty = TemplateNode(kind: .mapping([]), tag: nil, place: key.place)
            let globals = isServerless ? root["Globals"]?["Function"] : nil
            return TemplateFunction(
                key,
                value["Properties"] ?? empty,
                globals: globals,
                keys: .cloudFormation,
                root: root,
                type: type
            )
        }
    }

    /// What settings are called in a kind of file, and what holds where they are missing.
    private struct Keys {
        let memory: String
        let timeout: String
        let architecture: String
        let defaultMemory: Int
        let defaultTimeout: Int

        /// - Source: AWS CloudFormation and SAM references: 128 MB, 3 s.
        static let cloudFormation = Keys(
            memory: "MemorySize",
            timeout: "Timeout",
            architecture: "Architectures",
            defaultMemory: 128,
            defaultTimeout: 3
        )
        static let terraform = Keys(
            memory: "memory_size",
            timeout: "timeout",
            architecture: "architectures",
            defaultMemory: 128,
            defaultTimeout: 3
        )

        /// - Source: Serverless Framework reference: 1,024 MB, 6 s.
        static let serverless = Keys(
            memory: "memorySize",
            timeout: "timeout",
            architecture: "architecture",
            defaultMemory: 1_024,
            defaultTimeout: 6
        )
    }

    private init(
        _ key: TemplateNode,
        _ properties: TemplateNode,
        globals: TemplateNode?,
        keys: Keys,
        root: TemplateNode,
        type: String = ""
    ) {
        let setting = { (name: String, fallback: Int) -> Setting in
            if let node = properties[name] { return .reading(node, origin: .own, root: root) }
            if let node = globals?[name] { return .reading(node, origin: .shared, root: root) }
            return Setting(value: fallback, origin: .platform, line: nil)
        }
        let architecture = properties[keys.architecture] ?? globals?[keys.architecture]
        name = key.text ?? ""
        line = key.place.line
        memory = setting(keys.memory, keys.defaultMemory)
        timeoutS = setting(keys.timeout, keys.defaultTimeout).value
        self.architecture = architecture?.texts.contains("arm64") ?? false ? .arm64 : .x86_64
        self.properties = properties
        self.globals = globals
        self.type = type
    }
}

extension TemplateFunction.Setting {
    /// Reads a number, also through a reference to a parameter with a default.
    fileprivate static func reading(
        _ node: TemplateNode,
        origin: TemplateFunction.Origin,
        root: TemplateNode
    ) -> Self {
        if let number = node.number {
            return Self(value: number, origin: origin, line: node.place.line)
        }
        if let name = node.reference, let value = root["Parameters"]?[name]?["Default"] {
            return Self(value: value.number, origin: .parameter(name), line: value.place.line)
        }
        return Self(value: nil, origin: .computed, line: node.place.line)
    }
}
