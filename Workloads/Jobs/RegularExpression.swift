/// A regular expression as a tree: literals, classes, `.`, groups, `|`, `*`, `+` and `?`.
indirect enum RegularExpression: Hashable, Sendable {
    case nothing
    case bytes(Set<UInt8>)
    case sequence(RegularExpression, RegularExpression)
    case choice(RegularExpression, RegularExpression)
    case repetition(RegularExpression)

    /// Reads an expression.
    ///
    /// - Throws: ``Refusal`` at the first byte that cannot be understood.
    init(_ text: String) throws(Refusal) {
        var parser = Parser(rest: Array(text.utf8)[...])
        self = try parser.choice()
        if !parser.rest.isEmpty { throw Refusal(position: text.utf8.count - parser.rest.count) }
    }

    /// The expression cannot be read beyond a position, counted in bytes from 0.
    struct Refusal: Error, Hashable, CustomStringConvertible {
        let position: Int

        var description: String {
            "The regular expression makes no sense at byte \(position)."
        }
    }

    /// Reads from the left, one method for each level of binding.
    private struct Parser {
        var rest: ArraySlice<UInt8>

        mutating func choice() throws(Refusal) -> RegularExpression {
            var result = try sequence()
            while take("|") { result = .choice(result, try sequence()) }
            return result
        }

        private mutating func sequence() throws(Refusal) -> RegularExpression {
            var result = RegularExpression.nothing
            while let next = rest.first, !"|)".utf8.contains(next) {
                result = .sequence(result, try repetition())
            }
            return result
        }

        private mutating func repetition() throws(Refusal) -> RegularExpression {
            let atom = try atom()
            if take("*") { return .repetition(atom) }
            if take("+") { return .sequence(atom, .repetition(atom)) }
            if take("?") { return .choice(atom, .nothing) }
            return atom
        }

        private mutating func atom() throws(Refusal) -> RegularExpression {
            if take("(") {
                let group = try choice()
                guard take(")") else { throw refusal }
                return group
            }
            if take("[") { return .bytes(try members()) }
            if take(".") { return .bytes(Set(0...255).subtracting([0x0A])) }
            _ = take("\\")
            guard let byte = rest.popFirst() else { throw refusal }
            return .bytes([byte])
        }

        private mutating func members() throws(Refusal) -> Set<UInt8> {
            let isNegated = take("^")
            var members: Set<UInt8> = []
            while !take("]") {
                guard let low = rest.popFirst() else { throw refusal }
                if rest.first == UInt8(ascii: "-"), rest.dropFirst().first != UInt8(ascii: "]") {
                    rest = rest.dropFirst()
                    guard let high = rest.popFirst(), low <= high else { throw refusal }
                    members.formUnion(low...high)
                } else {
                    members.insert(low)
                }
            }
            return isNegated ? Set(0...255).subtracting(members) : members
        }

        private mutating func take(_ byte: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: byte) else { return false }
            rest = rest.dropFirst()
            return true
        }

        private var refusal: Refusal { Refusal(position: rest.startIndex) }
    }
}
