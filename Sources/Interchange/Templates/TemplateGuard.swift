/// Refuses texts that no template is and that would cost a parser its stack or its memory.
enum TemplateGuard {
    /// The largest file that is read, in bytes; CloudFormation takes 1 MB.
    private static let sizeLimit = 8 << 20

    /// The deepest nesting that is read.
    private static let depthLimit = 200

    /// Looks at a text.
    ///
    /// - Throws: ``TemplateFailure/tooLarge(name:values:)`` and ``TemplateFailure/tooDeep(name:line:)``.
    static func check(_ text: String, name: String) throws(TemplateFailure) {
        guard text.utf8.count <= sizeLimit else { throw .tooLarge(name: name, values: sizeLimit) }
        var line = 1
        var brackets = 0
        var indent = 0
        var isIndenting = true
        for byte in text.utf8 {
            switch byte {
            case Byte.newline:
                line += 1
                indent = 0
                isIndenting = true
            case Byte.openBrace, Byte.openBracket: brackets += 1
            case Byte.closeBrace, Byte.closeBracket: brackets = max(0, brackets - 1)
            case Byte.space, Byte.minus, UInt8(ascii: "?"), Byte.colon:
                // `- - - x` and `? ? x` nest as deeply as brackets do.
                if isIndenting { indent += 1 }
            default: isIndenting = false
            }
            guard brackets <= depthLimit, indent <= depthLimit * 4 else {
                throw .tooDeep(name: name, line: line)
            }
        }
    }
}
