/// Turns the bytes a terminal sends into keys, mouse actions and pasted text.
///
/// Bytes may arrive cut anywhere; what is not yet whole waits for the rest.
///
/// - Source: ECMA-48 (CSI, SS3), xterm's "Control Sequences" (modifiers, SGR mouse mode 1006,
///   bracketed paste mode 2004).
package struct InputDecoder: Sendable {
    private var pending: [UInt8] = []
    private var pasted: [UInt8]?

    /// The most bytes kept of one paste; the rest is dropped.
    private static let pasteLimit = 65_536

    /// The most bytes an escape sequence may have before it is taken for rubbish.
    private static let sequenceLimit = 64

    /// A decoder that has seen nothing.
    package init() {}

    /// Whether bytes wait for the rest of their sequence: time to wait a moment, then ``flush()``.
    package var isWaiting: Bool { !pending.isEmpty && pasted == nil }

    /// Takes bytes as they arrived and returns the events they complete.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
        pending += bytes
        var events: [InputEvent] = []
        while !pending.isEmpty {
            if pasted != nil {
                guard let event = takePasted() else { break }
                events.append(event)
                continue
            }
            guard let step = next() else { break }
            pending.removeFirst(step.length)
            if step.opensPaste { pasted = [] }
            if let event = step.event { events.append(event) }
        }
        return events
    }

    /// Gives up waiting: a lone Escape was the Escape key, half a sequence was rubbish.
    package mutating func flush() -> [InputEvent] {
        guard isWaiting else { return [] }
        defer { pending = [] }
        guard pending[0] == 0x1B else { return [] }
        if pending.count == 1 { return [.key(KeyPress(.escape))] }
        guard pending.count == 2 else { return [] }
        return [.key(KeyPress(.character(Character(Unicode.Scalar(pending[1]))), modifiers: .alt))]
    }

    private struct Step {
        let length: Int
        var event: InputEvent?
        var opensPaste = false
    }

    private func next() -> Step? {
        switch pending[0] {
        case 0x1B: return escape()
        case 0x80...: return character(at: 0)
        default: return Step(length: 1, event: .key(Self.key(for: pending[0])))
        }
    }

    private static func key(for byte: UInt8) -> KeyPress {
        switch byte {
        case 0x09: return KeyPress(.tab)
        case 0x0A, 0x0D: return KeyPress(.enter)
        case 0x08, 0x7F: return KeyPress(.backspace)
        case 0x00: return .control(" ")
        case 0x01...0x1A: return .control(Character(Unicode.Scalar(byte + 0x60)))
        case 0x1C...0x1F: return .control(Character(Unicode.Scalar(byte + 0x40)))
        default: return .character(Character(Unicode.Scalar(byte)))
        }
    }

    private func character(at index: Int) -> Step? {
        let length =
            switch pending[index] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        let end = index + length
        let isBroken = pending[index + 1..<min(end, pending.count)].contains { $0 & 0xC0 != 0x80 }
        if length == 1 || isBroken { return Step(length: index + 1) }
        guard pending.count >= end else { return nil }
        guard let character = String(validating: pending[index..<end], as: UTF8.self)?.first else {
            return Step(length: end)
        }
        let modifiers: KeyPress.Modifiers = index == 0 ? [] : .alt
        let press = KeyPress(.character(character), modifiers: modifiers)
        return Step(length: end, event: .key(press))
    }

    private func escape() -> Step? {
        guard pending.count > 1 else { return nil }
        switch pending[1] {
        case 0x1B: return Step(length: 1, event: .key(KeyPress(.escape)))
        case UInt8(ascii: "["): return controlSequence()
        case UInt8(ascii: "O"): return singleShift()
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            return answer()
        case 0x80...: return character(at: 1)
        default:
            let plain = Self.key(for: pending[1])
            let press = KeyPress(plain.key, modifiers: plain.modifiers.union(.alt))
            return Step(length: 2, event: .key(press))
        }
    }

    private func singleShift() -> Step? {
        guard pending.count > 2 else { return nil }
        let press = ControlSequence(parameters: [], final: pending[2]).press
        return Step(length: 3, event: press.map { .key($0) })
    }

    private func controlSequence() -> Step? {
        // As many bytes are looked at when they come at once as when they come one by one.
        let body = pending.prefix(Self.sequenceLimit).dropFirst(2)
        guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
            return pending.count >= Self.sequenceLimit ? Step(length: Self.sequenceLimit) : nil
        }
        // The old mouse report carries three more bytes that may be anything.
        if pending[end] == UInt8(ascii: "M"), end == 2 {
            return pending.count >= 6 ? Step(length: 6) : nil
        }
        let sequence = ControlSequence(bytes: pending[2..<end], final: pending[end])
        let length = end + 1
        if sequence.opensPaste { return Step(length: length, opensPaste: true) }
        return Step(length: length, event: sequence.event)
    }

    // An answer of the terminal to a question nobody asked: skipped up to its end.
    private func answer() -> Step? {
        for index in pending.indices.dropFirst(2) {
            if pending[index] == 0x07 { return Step(length: index + 1) }
            if pending[index] == UInt8(ascii: "\\"), pending[index - 1] == 0x1B {
                return Step(length: index + 1)
            }
        }
        return pending.count > Self.pasteLimit ? Step(length: pending.count) : nil
    }

    private mutating func takePasted() -> InputEvent? {
        let end = Array("\u{1B}[201~".utf8)
        guard var text = pasted else { return nil }
        var index = 0
        while index < pending.count {
            let rest = pending[index...]
            if rest.starts(with: end) {
                pending.removeFirst(index + end.count)
                pasted = nil
                return .paste(String(decoding: text, as: UTF8.self))
            }
            // The end may have arrived only in part.
            if end.starts(with: rest) { break }
            if text.count < Self.pasteLimit { text.append(pending[index]) }
            index += 1
        }
        pending.removeFirst(index)
        pasted = text
        return nil
    }
}
