package import LambdaPlatform

/// A template's text with a memory setting changed and nothing else.
package struct TemplateChange: Hashable, Sendable {
    /// The new text.
    package let text: String

    /// What was changed, as a clause such as "line 12: 512 became 1792".
    package let summary: String

    /// Other functions whose memory the change sets too.
    package let alsoAffects: [String]
}

extension Template {
    /// Writes a function's memory setting, touching only the number or adding one line.
    ///
    /// The number is changed where it stands: with the function, or in the default of the parameter
    /// that it refers to. A function without a number of its own gets one, also where Globals has one.
    ///
    /// - Throws: ``TemplateFailure`` where there is no such function or the number is computed.
    package func setting(
        _ memory: MemorySetting,
        of function: String
    ) throws(TemplateFailure) -> TemplateChange {
        guard format.isWritable else { throw .readOnly(name: name, format: format.rawValue) }
        guard let target = functions.first(where: { $0.name == function }) else {
            throw .noFunction(name: name, function: function, known: functions.map(\.name))
        }
        guard let member = target.properties.member("MemorySize") else {
            return try adding(memory, to: target)
        }
        if let parameter = member.value.reference {
            return try settingDefault(of: parameter, to: memory, for: target)
        }
        guard member.value.number != nil else { throw computed(target, member.value) }
        // An alias stands where its anchor stands, before the key that uses it.
        guard member.value.place > member.key.place else {
            throw .shared(name: name, function: function, line: member.key.place.line)
        }
        return try replacing(member.value, with: memory, for: target, alsoAffects: [])
    }

    /// Writes the memory setting that SAM's Globals give to every function without its own.
    ///
    /// - Throws: ``TemplateFailure`` where Globals have none or it is computed.
    package func settingGlobals(_ memory: MemorySetting) throws(TemplateFailure) -> TemplateChange {
        let users = functions.filter { $0.globals != nil && $0.properties["MemorySize"] == nil }
        guard let member = root["Globals"]?["Function"]?.member("MemorySize"),
            let first = users.first ?? functions.first
        else { throw .noGlobals(name: name) }
        if let parameter = member.value.reference {
            return try settingDefault(of: parameter, to: memory, for: first)
        }
        guard member.value.number != nil, member.value.place > member.key.place
        else { throw computed(first, member.value) }
        return try replacing(
            member.value,
            with: memory,
            for: first,
            alsoAffects: users.map(\.name)
        )
    }

    private func computed(_ function: TemplateFunction, _ node: TemplateNode) -> TemplateFailure {
        .computed(name: name, function: function.name, line: node.place.line)
    }

    private func settingDefault(
        of parameter: String,
        to memory: MemorySetting,
        for function: TemplateFunction
    ) throws(TemplateFailure) -> TemplateChange {
        guard let member = root["Parameters"]?[parameter]?.member("Default"),
            member.value.number != nil, member.value.place > member.key.place
        else { throw computed(function, function.properties["MemorySize"] ?? function.properties) }
        let others = functions.filter {
            $0.memory.origin == .parameter(parameter) && $0.name != function.name
        }
        return try replacing(
            member.value,
            with: memory,
            for: function,
            alsoAffects: others.map(\.name)
        )
    }
}

extension Template {
    private func replacing(
        _ node: TemplateNode,
        with memory: MemorySetting,
        for function: TemplateFunction,
        alsoAffects others: [String]
    ) throws(TemplateFailure) -> TemplateChange {
        let bytes = Array(text.utf8)
        guard var start = SourceMap(text).offset(of: node.place) else {
            throw computed(function, node)
        }
        if start < bytes.count, bytes[start] == Byte.quote || bytes[start] == UInt8(ascii: "'") {
            start += 1
        }
        var end = start
        while end < bytes.count, (Byte.zero...Byte.nine).contains(bytes[end]) { end += 1 }
        // Whatever else the place holds, such as 0x200 or 5_12, is not touched.
        let old = String(decoding: bytes[start..<end], as: UTF8.self)
        guard Int(old) == node.number else { throw computed(function, node) }
        let new = bytes[..<start] + Array("\(memory.megabytes)".utf8) + bytes[end...]
        return TemplateChange(
            text: String(decoding: new, as: UTF8.self),
            summary: "line \(node.place.line): \(old) became \(memory.megabytes)",
            alsoAffects: others
        )
    }

    /// Writes the number before the first property, in the way that the properties are written.
    private func adding(
        _ memory: MemorySetting,
        to function: TemplateFunction
    ) throws(TemplateFailure) -> TemplateChange {
        let map = SourceMap(text)
        guard let first = function.properties.members.first,
            first.key.place.line >= function.line,
            let start = map.offset(of: function.properties.place),
            let offset = map.offset(of: first.key.place), start <= offset
        else { throw .noProperties(name: name, function: function.name, line: function.line) }
        let bytes = Array(text.utf8)
        // Between the beginning of a mapping and its first key stands a brace, or it is a block.
        let isFlow = bytes[start..<offset].contains(Byte.openBrace)
        var lineStart = offset
        while lineStart > 0, bytes[lineStart - 1] != Byte.newline { lineStart -= 1 }
        let indent = bytes[lineStart..<offset]
        let isAlone = indent.allSatisfy { $0 == Byte.space || $0 == Byte.tab }
        guard isAlone || isFlow else {
            throw .noProperties(name: name, function: function.name, line: function.line)
        }
        let quote = offset < bytes.count && bytes[offset] == Byte.quote ? "\"" : ""
        let entry = "\(quote)MemorySize\(quote): \(memory.megabytes)" + (isFlow ? "," : "")
        let ending = lineStart >= 2 && bytes[lineStart - 2] == Byte.carriageReturn ? "\r\n" : "\n"
        let gap = isAlone ? ending + String(decoding: indent, as: UTF8.self) : " "
        let new = bytes[..<offset] + Array((entry + gap).utf8) + bytes[offset...]
        return TemplateChange(
            text: String(decoding: new, as: UTF8.self),
            summary: "line \(first.key.place.line): MemorySize \(memory.megabytes) was added",
            alsoAffects: []
        )
    }
}
