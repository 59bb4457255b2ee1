package import LambdaPlatform

/// A file that deploys functions, with its text as it stands.
package struct Template: Sendable {
    /// What it is called in messages.
    package let name: String

    /// The text, byte for byte.
    package let text: String

    /// What kind of file it is.
    package let format: Format

    /// The functions in the order of the file.
    package let functions: [TemplateFunction]

    let root: TemplateNode

    /// The kinds of files that are read.
    package enum Format: String, Sendable {
        case cloudFormation = "CloudFormation"
        case serverlessApplicationModel = "SAM"
        case terraform = "Terraform JSON"
        case serverlessFramework = "serverless.yml"

        /// Whether `MemorySize` can be written.
        package var isWritable: Bool {
            self == .cloudFormation || self == .serverlessApplicationModel
        }
    }

    /// Reads a template.
    ///
    /// - Throws: ``TemplateFailure``.
    package init(text: String, name: String) throws(TemplateFailure) {
        let root = try TemplateNode(text: text, name: name)
        guard let format = Format(of: root) else { throw .notATemplate(name: name) }
        self.name = name
        self.text = text
        self.format = format
        self.root = root
        functions = TemplateFunction.all(in: root, format: format)
    }
}

extension Template.Format {
    fileprivate init?(of root: TemplateNode) {
        if root["Resources"] != nil {
            let types = root["Resources"]?.members.compactMap { $0.value["Type"]?.text } ?? []
            let isServerless = root["Transform"]?.texts.contains { $0.hasPrefix("AWS::Serverless") }
            let usesIt = types.contains { $0.hasPrefix("AWS::Serverless::") }
            self = isServerless ?? usesIt ? .serverlessApplicationModel : .cloudFormation
        } else if root["resource"]?["aws_lambda_function"] != nil {
            self = .terraform
        } else if root["provider"] != nil, root["functions"] != nil {
            self = .serverlessFramework
        } else {
            return nil
        }
    }
}

/// A function as a template configures it.
package struct TemplateFunction: Sendable {
    /// Its name in the template.
    package let name: String

    /// The line it begins at.
    package let line: Int

    /// Its memory in MB, with where that is written.
    package let memory: Setting

    /// Its timeout in seconds, where the template tells.
    package let timeoutS: Int?

    /// Its architecture; x86_64 unless the template says otherwise.
    package let architecture: Architecture

    let properties: TemplateNode
    let globals: TemplateNode?
    let type: String

    /// A number and where it comes from.
    package struct Setting: Hashable, Sendable {
        /// The number; nil where it is computed on deployment.
        package let value: Int?

        /// Where it is written.
        package let origin: Origin

        /// The line it is written at, where it is.
        package let line: Int?
    }

    /// Where a setting is written.
    package enum Origin: Hashable, Sendable {
        /// With the function.
        case own

        /// In the default of a parameter.
        case parameter(String)

        /// For all functions together.
        case shared

        /// Nowhere: the platform's default applies.
        case platform

        /// In an expression that only deployment works out.
        case computed
    }
}

extension TemplateFunction {
    /// The layers, those that all functions share first.
    ///
    /// - Source: AWS SAM Developer Guide, "Globals section": lists are additive.
    var layers: [TemplateNode] {
        [globals, properties].flatMap { $0?["Layers"]?.elements ?? [] }
    }
}
