import TerminalKit
import Testing

struct ColorDepthTests {
    /// The rules of no-color.org and bixense.com/clicolors, one row each.
    static let table: [(ColorPreference, [String: String], Bool, ColorDepth)] = [
        (.auto, ["TERM": "xterm-256color"], true, .palette256),
        (.auto, ["TERM": "xterm"], true, .ansi16),
        (.auto, ["TERM": "xterm", "COLORTERM": "truecolor"], true, .trueColor),
        (.auto, ["TERM": "xterm", "COLORTERM": "24bit"], true, .trueColor),
        (.auto, ["TERM": "xterm-direct"], true, .trueColor),
        (.auto, ["TERM": "xterm-256color"], false, .none),
        (.auto, ["TERM": "dumb"], true, .none),
        (.auto, [:], true, .none),
        (.auto, ["TERM": "xterm", "NO_COLOR": "1"], true, .none),
        (.auto, ["TERM": "xterm", "NO_COLOR": ""], true, .ansi16),
        (.auto, ["TERM": "xterm", "NO_COLOR": "1", "FORCE_COLOR": "1"], true, .none),
        (.auto, ["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"], false, .palette256),
        (.auto, ["TERM": "xterm", "CLICOLOR_FORCE": "0"], false, .none),
        (.always, ["NO_COLOR": "1"], false, .ansi16),
        (.always, ["TERM": "xterm-256color", "NO_COLOR": "1"], false, .palette256),
        (.never, ["TERM": "xterm", "FORCE_COLOR": "1"], true, .none),
    ]

    @Test(arguments: table)
    func `color follows the command line, then the environment, then the terminal`(
        preference: ColorPreference,
        environment: [String: String],
        isTerminal: Bool,
        depth: ColorDepth
    ) {
        #expect(
            ColorDepth.decide(
                preference: preference,
                environment: environment,
                isTerminal: isTerminal
            ) == depth
        )
    }

    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], CharacterRepertoire.unicode), (["LANG": "C.utf8"], .unicode),
        (["LANG": "en_US.UTF-8", "LC_ALL": "C"], .ascii),
        (["LC_ALL": "", "LANG": "de_DE.UTF-8"], .unicode),
        (["LC_CTYPE": "POSIX", "LANG": "en_US.UTF-8"], .ascii), ([:], .ascii),
    ])
    func `Unicode is used where the locale says so`(
        environment: [String: String],
        repertoire: CharacterRepertoire
    ) {
        #expect(CharacterRepertoire.decide(environment: environment) == repertoire)
    }

    @Test func `every role can be told from ordinary text without color or is ordinary on purpose`()
    {
        for role in [Role.muted, .title, .focus, .good, .caution, .key, .choice] {
            #expect(!Theme.standard.parameters(for: Style(role), at: .none).isEmpty)
        }
    }
}
