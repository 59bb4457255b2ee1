import Yams

/// Why a template could not be read or changed.
package enum TemplateFailure: Error, Hashable, CustomStringConvertible {
    case unreadable(name: String, reason: String)
    case notATemplate(name: String)
    case malformed(name: String, line: Int, reason: String)
    case duplicateKey(name: String, line: Int, key: String)
    case tooLarge(name: String, values: Int)
    case tooDeep(name: String, line: Int)
    case noFunction(name: String, function: String, known: [String])
    case noCode(name: String, function: String, line: Int)
    case readOnly(name: String, format: String)
    case computed(name: String, function: String, line: Int)
    case shared(name: String, function: String, line: Int)
    case noProperties(name: String, function: String, line: Int)
    case noGlobals(name: String)

    package var description: String {
        switch self {
        case .unreadable(let name, let reason):
            "\(name) could not be read (\(reason)): check the path and its permissions."
        case .notATemplate(let name):
            "\(name) is no template: give SAM or CloudFormation YAML or JSON, Terraform JSON, or "
                + "serverless.yml."
        case .malformed(let name, let line, let reason):
            "\(name), line \(line): \(reason); correct it and try again."
        case .duplicateKey(let name, let line, let key):
            "\(name), line \(line): the key '\(key)' stands twice; remove one."
        case .tooLarge(let name, let values):
            "\(name) is larger than any template (\(values)): check for aliases that multiply."
        case .tooDeep(let name, let line):
            "\(name), line \(line): the nesting is deeper than any template's."
        case .noFunction(let name, let function, let known):
            "\(name) has no function '\(function)': it has \(known.joined(separator: ", "))."
        case .noCode(let name, let function, let line):
            "\(name), line \(line): the code of \(function) is not a path there: give the folder or "
                + "zip itself."
        case .readOnly(let name, let format):
            "\(name) is \(format), which is only read: change its memory by hand."
        case .computed(let name, let function, let line):
            "\(name), line \(line): the memory of \(function) is computed there: change by hand "
                + "what it is computed from."
        case .shared(let name, let function, let line):
            "\(name), line \(line): the memory of \(function) is an alias that others use too: "
                + "write the number there first."
        case .noProperties(let name, let function, let line):
            "\(name), line \(line): \(function) has no Properties to write MemorySize into."
        case .noGlobals(let name):
            "\(name) sets no MemorySize under Globals: name a function instead."
        }
    }

    /// The sentence for what the YAML parser found.
    init(reading name: String, error: any Error) {
        guard let error = error as? YamlError else {
            self = .malformed(name: name, line: 1, reason: "it cannot be read")
            return
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self = .malformed(name: name, line: mark.line, reason: problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            self = .duplicateKey(name: name, line: context.mark.line, key: key)
        default:
            self = .malformed(name: name, line: 1, reason: "it is no YAML or JSON text")
        }
    }
}
