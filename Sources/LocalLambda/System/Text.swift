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
}

extension String {
    /// The text as it stands between the quotation marks of a JSON string.
    var inJSON: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// A number with a fixed count of decimals, as logs have it; what is no number is 0.
func decimals(_ value: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1) { product, _ in product * 10 }
    let units = (value * Double(scale)).rounded()
    guard units.isFinite, abs(units) < 1e15 else { return decimals(0, places) }
    let whole = Int(abs(units))
    let digits = String(whole % scale)
    let fraction = String(repeating: "0", count: places - digits.count) + digits
    return (units < 0 ? "-" : "") + "\(whole / scale).\(fraction)"
}
