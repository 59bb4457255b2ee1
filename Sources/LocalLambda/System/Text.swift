extension String {
    /// The path without its last component.
    var parentDirectory: String {
        guard let slash = lastIndex(of: "/") else { return "." }
        return slash == startIndex ? "/" : String(self[..<slash])
    }

    /// The path's last component.
    var lastComponent: String {
        String(self[(lastIndex(of: "/").map(index(after:)) ?? startIndex)...])
    }

    /// The text without white space at its ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// The text with everything escaped that a terminal could take as a command.
    ///
    /// - Edge cases: line feed and tab stay; every other control character becomes `\u{…}`.
    var harmless: String {
        var text = ""
        for scalar in unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
            if isControl && scalar != "\n" && scalar != "\t" {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
