import Foundation

/// An environment variable for a function, as the command line gives it.
struct FunctionVariable: Hashable, Sendable {
    /// Its name: a letter, then letters, digits and underscores.
    ///
    /// - Source: AWS Lambda API Reference, `Environment`, pattern of the keys.
    let name: String

    /// Its value.
    let value: String

    /// Reads `NAME=VALUE`, or `NAME` for a variable of this process.
    ///
    /// - Edge cases: nil for a name that Lambda would refuse, and for a variable that is not set.
    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let first = name.first, first.isASCII, first.isLetter,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }),
            let value = parts.count > 1
                ? String(parts[1]) : ProcessInfo.processInfo.environment[name]
        else { return nil }
        self.name = name
        self.value = value
    }

    /// A command line as it may be stored: values of variables may be secrets, so only their names
    /// stay.
    static func withoutValues(_ arguments: [String]) -> [String] {
        var isVariable = false
        return arguments.map { argument in
            defer { isVariable = argument == "--env" }
            if isVariable { return String(argument.prefix { $0 != "=" }) }
            guard argument.hasPrefix("--env=") else { return argument }
            return "--env=" + argument.dropFirst(6).prefix { $0 != "=" }
        }
    }
}
