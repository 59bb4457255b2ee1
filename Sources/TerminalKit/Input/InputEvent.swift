/// Something that happened at the terminal.
package enum InputEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(KeyPress)

    /// The mouse did something.
    case mouse(MouseAction)

    /// Text was pasted; it may hold anything, line breaks included.
    case paste(String)

    /// The window has this size now and must be drawn anew.
    case resize(CellSize)

    /// The program was asked to end: `SIGINT`, `SIGTERM` or `SIGHUP`, by number.
    case signal(Int32)

    /// Another thread has news.
    case wake

    /// The terminal is gone.
    case closed
}

/// A key with its modifiers.
package struct KeyPress: Hashable, Sendable {
    /// The key.
    package let key: Key

    /// The modifiers held.
    package let modifiers: Modifiers

    /// Takes a key and the modifiers held with it.
    package init(_ key: Key, modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// A printable character without modifiers.
    package static func character(_ character: Character) -> KeyPress {
        KeyPress(.character(character))
    }

    /// A letter with Control held.
    package static func control(_ letter: Character) -> KeyPress {
        KeyPress(.character(letter), modifiers: .control)
    }

    /// The modifier keys; a printable character already says whether Shift was held.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
    }
}

/// A key of the keyboard.
package enum Key: Hashable, Sendable {
    case character(Character)
    case enter
    case tab
    case backspace
    case escape
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    case insert
    case delete
    case function(Int)
}

/// What the mouse did, and on which cell.
package struct MouseAction: Hashable, Sendable {
    /// What it did.
    package let kind: Kind

    /// The column, counted from 0.
    package let column: Int

    /// The row, counted from 0.
    package let row: Int

    /// Takes an action and its place.
    package init(_ kind: Kind, column: Int, row: Int) {
        self.kind = kind
        self.column = column
        self.row = row
    }

    /// The kinds of action; buttons other than the left count as pressed alike.
    package enum Kind: Hashable, Sendable {
        case press
        case release
        case drag
        case wheelUp
        case wheelDown
    }
}
