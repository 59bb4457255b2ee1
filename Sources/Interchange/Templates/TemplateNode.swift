import Yams

/// A value of a template with its place in the text, so that its very bytes can be changed.
struct TemplateNode {
    /// What the value is.
    let kind: Kind

    /// The intrinsic function written as a tag, such as `!Ref`; nil for none.
    let tag: String?

    /// Where the value begins.
    let place: Place

    /// Scalars, mappings in order, sequences.
    indirect enum Kind {
        case scalar(String)
        case mapping([(key: TemplateNode, value: TemplateNode)])
        case sequence([TemplateNode])
    }

    /// A place as an editor shows it: line and column from 1.
    struct Place: Hashable, Comparable {
        let line: Int
        let column: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }
}

extension TemplateNode {
    /// The most values that a template may hold, aliases followed.
    private static let valueLimit = 200_000

    /// Reads YAML, or JSON as the YAML that it is.
    ///
    /// - Throws: ``TemplateFailure``; YAML bombs, deep nesting and keys that stand twice are refused.
    init(text: String, name: String) throws(TemplateFailure) {
        try TemplateGuard.check(text, name: name)
        let root: Node?
        do {
            // The parser is told the encoding and takes a byte order mark for text.
            root = try Yams.compose(yaml: text.withoutMark)
        } catch {
            throw TemplateFailure(reading: name, error: error)
        }
        guard let root else { throw .notATemplate(name: name) }
        var budget = Self.valueLimit
        guard let node = TemplateNode(root, budget: &budget) else {
            throw .tooLarge(name: name, values: Self.valueLimit)
        }
        self = node
    }

    private init?(_ node: Node, budget: inout Int) {
        budget -= 1
        guard budget > 0 else { return nil }
        let name = "\(node.tag)"
        tag = name.hasPrefix("!") && name.count > 1 ? name : nil
        place = Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        switch node {
        case .scalar(let scalar): kind = .scalar(scalar.string)
        case .alias: return nil
        case .sequence(let sequence):
            var elements: [TemplateNode] = []
            for element in sequence {
                guard let child = TemplateNode(element, budget: &budget) else { return nil }
                elements.append(child)
            }
            kind = .sequence(elements)
        case .mapping(let mapping):
            var members: [(key: TemplateNode, value: TemplateNode)] = []
            for (key, value) in mapping {
                guard let key = TemplateNode(key, budget: &budget),
                    let value = TemplateNode(value, budget: &budget)
                else { return nil }
                members.append((key, value))
            }
            kind = .mapping(members)
        }
    }
}

extension TemplateNode {
    /// The value of a key in a mapping.
    subscript(key: String) -> TemplateNode? { member(key)?.value }

    /// A key with its value in a mapping.
    func member(_ key: String) -> (key: TemplateNode, value: TemplateNode)? {
        members.first { $0.key.text == key }
    }

    /// The keys and values of a mapping in order, or none.
    var members: [(key: TemplateNode, value: TemplateNode)] {
        if case .mapping(let members) = kind { members } else { [] }
    }

    /// The elements of a sequence, or none.
    var elements: [TemplateNode] {
        if case .sequence(let elements) = kind { elements } else { [] }
    }

    /// The text of a scalar without an intrinsic function.
    var text: String? {
        if case .scalar(let text) = kind, tag == nil { text } else { nil }
    }

    /// The whole number of a scalar.
    var number: Int? { text.flatMap { Int($0) } }

    /// Whether the scalar says yes in YAML or JSON.
    var isTrue: Bool { ["true", "True", "TRUE", "yes"].contains(text ?? "") }

    /// The name that `!Ref name` or `{"Ref": name}` refers to.
    var reference: String? {
        if tag == "!Ref", case .scalar(let name) = kind { return name }
        return members.count == 1 ? self["Ref"]?.text : nil
    }

    /// The name in `!GetAtt name.attribute`, in any of its forms.
    var attributeOwner: String? {
        if tag == "!GetAtt" {
            if case .scalar(let text) = kind {
                return text.split(separator: ".").first.map(String.init)
            }
            return elements.first?.text
        }
        guard members.count == 1, let value = self["Fn::GetAtt"] else { return nil }
        return value.elements.first?.text
            ?? value.text?.split(separator: ".").first.map(String.init)
    }

    /// Every scalar's text in the value, tags or not.
    var texts: [String] {
        switch kind {
        case .scalar(let text): [text]
        case .sequence(let elements): elements.flatMap(\.texts)
        case .mapping(let members): members.flatMap { $0.key.texts + $0.value.texts }
        }
    }
}

extension String {
    /// The text without the mark that some editors put before UTF-8.
    fileprivate var withoutMark: String {
        guard unicodeScalars.first == "\u{FEFF}" else { return self }
        return String(unicodeScalars.dropFirst())
    }
}
