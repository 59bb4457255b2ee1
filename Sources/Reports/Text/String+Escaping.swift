import Measurement

/// Text from functions, files and logs, made harmless for the place it is written to.
extension String {
    /// The printable text with everything that HTML and SVG could interpret written as a reference.
    package var escapedForHTML: String {
        printable.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
    }

    /// The printable text with everything that Markdown or the HTML in it could interpret escaped.
    ///
    /// - Edge cases: an underscore inside a word stays, since it begins nothing there.
    package var escapedForMarkdown: String {
        let text = Array(printable.unicodeScalars)
        return text.indices.reduce(into: "") { escaped, i in
            switch text[i] {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "_"
            where i > 0 && i + 1 < text.count && text[i - 1].isASCIIWord
                && text[i + 1].isASCIIWord:
                escaped += "_"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "@":
                escaped += "\\\(text[i])"
            default: escaped.unicodeScalars.append(text[i])
            }
        }
    }

    /// The printable text as one field of a CSV line.
    ///
    /// - Shape: quoted where RFC 4180 asks for it. A leading sign that spreadsheets take for a
    ///   formula gets an apostrophe before it.
    package var escapedForCSV: String {
        let text = printable
        let isFormula = text.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) }
        let safe = isFormula ?? false ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return safe }
        return "\"" + safe.replacingScalar("\"", with: "\"\"") + "\""
    }

    /// The printable text as one word of a POSIX shell command.
    package var quotedForShell: String {
        let text = printable
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,@%+"
        if !text.isEmpty, text.unicodeScalars.allSatisfy(plain.unicodeScalars.contains) {
            return text
        }
        return "'" + text.replacingScalar("'", with: "'\\''") + "'"
    }

    /// The text with every occurrence of a scalar replaced.
    ///
    /// A mark that combines with it makes another `Character` of it, but not for whoever reads bytes.
    private func replacingScalar(_ scalar: Unicode.Scalar, with text: String) -> String {
        unicodeScalars.reduce(into: "") { result, next in
            if next == scalar { result += text } else { result.unicodeScalars.append(next) }
        }
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is an ASCII letter or digit.
    fileprivate var isASCIIWord: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}
