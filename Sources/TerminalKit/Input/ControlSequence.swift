/// A control sequence as it came from the keyboard or the mouse.
struct ControlSequence {
    /// The numbers between the semicolons; a missing one is 0.
    let parameters: [Int]

    /// The last byte, which names the sequence.
    let final: UInt8

    /// Whether the sequence reports the mouse in SGR form.
    let isMouse: Bool

    init(parameters: [Int], final: UInt8) {
        self.parameters = parameters
        self.final = final
        self.isMouse = false
    }

    init(bytes: ArraySlice<UInt8>, final: UInt8) {
        self.isMouse = bytes.first == UInt8(ascii: "<")
        self.parameters = (isMouse ? bytes.dropFirst() : bytes)
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        self.final = final
    }
}

extension ControlSequence {
    /// Whether pasted text follows.
    var opensPaste: Bool { final == UInt8(ascii: "~") && parameters.first == 200 }

    /// What the sequence says, where it says anything we know.
    var event: InputEvent? {
        isMouse ? mouse.map { .mouse($0) } : press.map { .key($0) }
    }

    /// The key the sequence stands for.
    var press: KeyPress? {
        if final == UInt8(ascii: "Z") { return KeyPress(.tab, modifiers: .shift) }
        let held = KeyPress.Modifiers(rawValue: UInt8(clamping: max(0, modifierNumber - 1)) & 7)
        let key =
            switch final {
            case UInt8(ascii: "~"): Self.numbered[parameters.first ?? 0]
            default: Self.lettered[final]
            }
        return key.map { KeyPress($0, modifiers: held) }
    }

    private var modifierNumber: Int { parameters.count > 1 ? parameters[1] : 1 }

    private var mouse: MouseAction? {
        guard parameters.count == 3 else { return nil }
        let isRelease = final == UInt8(ascii: "m")
        let button = parameters[0]
        let kind: MouseAction.Kind =
            switch button & 0b1110_0011 {
            case 64: .wheelUp
            case 65: .wheelDown
            case 32...34: .drag
            case 0...2: isRelease ? .release : .press
            default: .release
            }
        return MouseAction(kind, column: max(0, parameters[1] - 1), row: max(0, parameters[2] - 1))
    }

    private static let lettered: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
        UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
        UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
        UInt8(ascii: "M"): .enter,
    ]

    private static let numbered: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]
}
