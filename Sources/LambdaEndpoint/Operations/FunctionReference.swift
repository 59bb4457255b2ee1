/// A function as a call names it, with the version or alias that it wants.
struct FunctionReference: Hashable, Sendable, Codable {
    let name: String

    /// A version, an alias or `$LATEST`; nothing where none was named.
    let qualifier: String?

    /// Reads a name, an ARN or a partial ARN, each of which may end in a qualifier.
    ///
    /// - Throws: ``ServiceRefusal`` in AWS's words.
    init(_ text: String, qualifier: String?) throws(ServiceRefusal) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // arn:aws:lambda:REGION:ACCOUNT:function:NAME, and ACCOUNT:function:NAME.
        if parts.first == "arn", parts.count >= 7 { parts.removeFirst(4) }
        if parts.count >= 3, parts[1] == "function" { parts.removeFirst(2) }
        guard let name = parts.first, (1...2).contains(parts.count), Self.isName(name) else {
            throw .constraint(
                text,
                at: "functionName",
                "satisfy regular expression pattern: [a-zA-Z0-9-_]{1,64}, an ARN, or either with "
                    + "a version or alias"
            )
        }
        let named = parts.count == 2 ? parts[1] : nil
        if let named, let qualifier, named != qualifier {
            throw .invalid(
                "The derived qualifier from the function name does not match the specified "
                    + "qualifier."
            )
        }
        self.name = name
        self.qualifier = qualifier ?? named
    }

    /// Whether a text may be the name of a function.
    static func isName(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil
    }
}
