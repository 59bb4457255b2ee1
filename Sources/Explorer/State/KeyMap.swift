package import TerminalKit

/// One line of the key table: the keys, what they do, and how that is called.
package struct KeyBinding: Hashable, Sendable {
    /// The keys, the one to show first.
    package let keys: [KeyPress]

    /// What they do.
    package let action: Action

    /// What they do, in words for the help.
    package let title: String

    /// The one word in the hints at the foot of a screen; empty to leave it out there.
    package let hint: String

    /// The heading in the help.
    package let group: Group

    /// The headings of the help, in order.
    package enum Group: String, Hashable, Sendable, CaseIterable {
        case move = "Move"
        case whatIf = "What if"
        case act = "Act"
        case show = "Show"
    }
}

/// The table of keys: what is pressed, what the help lists and what the hints say all come from it.
package enum KeyMap {
    /// Every binding, in the order of the help.
    package static let bindings: [KeyBinding] = moves + questions + acts + views

    /// What a key asks for; nil for keys that do nothing.
    package static func action(for press: KeyPress) -> Action? {
        actions[press]
    }

    private static let actions: [KeyPress: Action] = Dictionary(
        bindings.flatMap { binding in binding.keys.map { ($0, binding.action) } },
        uniquingKeysWith: { first, _ in first }
    )

    private static func bind(
        _ group: KeyBinding.Group,
        _ keys: [KeyPress],
        _ action: Action,
        _ title: String,
        hint: String = ""
    ) -> KeyBinding {
        KeyBinding(keys: keys, action: action, title: title, hint: hint, group: group)
    }

    private static let moves: [KeyBinding] = [
        bind(.move, [KeyPress(.left), .character("h")], .move(.left), "smaller memory setting"),
        bind(
            .move,
            [KeyPress(.right), .character("l")],
            .move(.right),
            "larger memory setting",
            hint: "memory"
        ),
        bind(
            .move,
            [.character("H"), KeyPress(.left, modifiers: .shift)],
            .move(.leftMeasured),
            "smaller measured setting"
        ),
        bind(
            .move,
            [.character("L"), KeyPress(.right, modifiers: .shift)],
            .move(.rightMeasured),
            "larger measured setting",
            hint: "measured setting"
        ),
        bind(.move, [.character("g"), KeyPress(.home)], .move(.first), "128 MB"),
        bind(.move, [.character("G"), KeyPress(.end)], .move(.last), "10240 MB"),
        bind(
            .move,
            [KeyPress(.down), .character("j")],
            .next,
            "next strategy or row",
            hint: "strategy"
        ),
        bind(.move, [KeyPress(.up), .character("k")], .previous, "previous strategy or row"),
        bind(.move, [.character("/")], .ask(.jump), "jump to a memory setting", hint: "jump"),
        bind(
            .move,
            [KeyPress(.enter)],
            .confirm,
            "to the choice; open the selected run",
            hint: "open"
        ),
    ]

    private static let questions: [KeyBinding] = [
        bind(.whatIf, [.character("p")], .ask(.latencyLimit), "p95 limit in ms", hint: "limit"),
        bind(
            .whatIf,
            [.character("o")],
            .cycleObjective,
            "aim: recommended, cheapest, fastest, balanced",
            hint: "aim"
        ),
        bind(.whatIf, [.character("b")], .ask(.balanceWeight), "weight of cost when balanced"),
        bind(.whatIf, [.character("a")], .switchArchitecture, "architecture", hint: "arch"),
        bind(.whatIf, [.character("r")], .pickRegion, "Region", hint: "Region"),
        bind(
            .whatIf,
            [.character("m")],
            .ask(.monthlyInvocations),
            "invocations per month",
            hint: "traffic"
        ),
        bind(
            .whatIf,
            [.character("x")],
            .ask(.coldStartShare),
            "share of cold starts",
            hint: "cold"
        ),
        bind(.whatIf, [.character("d")], .ask(.ephemeralStorage), "size of /tmp", hint: "/tmp"),
        bind(
            .whatIf,
            [.character("e")],
            .ask(.provisionedConcurrency),
            "environments kept provisioned",
            hint: "provisioned"
        ),
        bind(.whatIf, [.character("v")], .ask(.megabytesPerVCPU), "MB per vCPU", hint: "vCPU"),
        bind(.whatIf, [.character("c")], .markCurrent, "call the cursor's setting today's"),
        bind(.whatIf, [.character("u")], .undo, "undo the last change", hint: "undo"),
    ]

    private static let acts: [KeyBinding] = [
        bind(.act, [.character("s")], .save, "save the cursor's setting", hint: "save"),
        bind(.act, [.character("y")], .copy, "copy the command that applies it", hint: "copy"),
        bind(.act, [KeyPress(.escape)], .back, "back"),
        bind(.act, [.control("z")], .suspend, "suspend"),
        bind(.act, [.character("q"), .control("c")], .quit, "quit", hint: "quit"),
    ]

    private static let views: [KeyBinding] = [
        bind(.show, [.character("w")], .showReasons, "why: reasons and cautions", hint: "why"),
        bind(.show, [.character("t")], .toggleTable, "table instead of chart", hint: "table"),
        bind(.show, [.character("z")], .toggleScale, "memory axis logarithmic or linear"),
        bind(
            .show,
            [.character("?"), KeyPress(.function(1))],
            .showHelp,
            "this help",
            hint: "help"
        ),
        bind(
            .show,
            (1...6).map { .character(Character(String($0))) },
            .numberedScreen,
            "screen by its number"
        ),
        bind(.show, [KeyPress(.tab)], .nextScreen, "next screen"),
        bind(.show, [KeyPress(.tab, modifiers: .shift)], .previousScreen, "previous screen"),
        bind(.show, [.character("]")], .nextRun, "next run"),
        bind(.show, [.character("[")], .previousRun, "previous run"),
        bind(.show, [.control("l")], .redraw, "draw everything again"),
    ]
}

extension KeyPress {
    /// The key as people write it: `q`, `Tab`, `Ctrl-L`, `←`.
    package var name: String {
        var parts: [String] = []
        if modifiers.contains(.control) { parts.append("Ctrl") }
        if modifiers.contains(.alt) { parts.append("Alt") }
        if modifiers.contains(.shift) { parts.append("Shift") }
        return (parts + [keyName]).joined(separator: "-")
    }

    private var keyName: String {
        switch key {
        case .character(let character):
            modifiers.contains(.control) ? character.uppercased() : String(character)
        case .enter: "Enter"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .escape: "Esc"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .insert: "Ins"
        case .delete: "Del"
        case .function(let number): "F\(number)"
        }
    }
}
