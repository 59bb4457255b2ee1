/// How many colors the output can show.
package enum ColorDepth: String, Hashable, Sendable, CaseIterable {
    /// None: roles become bold, dim, underline and reverse.
    case none

    /// The sixteen named colors.
    case ansi16

    /// The 256-color palette.
    case palette256

    /// 24-bit color.
    case trueColor
}

/// What the person asked for on the command line about color.
package enum ColorPreference: String, Hashable, Sendable, CaseIterable {
    case auto
    case always
    case never
}

extension ColorDepth {
    /// Decides the depth from the command line, the environment and the output; first match wins.
    ///
    /// The order: `--color`, `NO_COLOR` present and not empty, `CLICOLOR_FORCE` or `FORCE_COLOR`,
    /// output that is no terminal, a `TERM` that is unset, `dumb` or `unknown`, `COLORTERM`,
    /// then the name in `TERM`.
    ///
    /// - Source: the NO_COLOR statement (no-color.org) and the CLICOLOR convention
    ///   (bixense.com/clicolors).
    package static func decide(
        preference: ColorPreference,
        environment: [String: String],
        isTerminal: Bool
    ) -> ColorDepth {
        let able = capability(environment: environment)
        // Whoever insists on color gets at least the sixteen, however little the terminal says.
        let insisted = able == .none ? ColorDepth.ansi16 : able
        switch preference {
        case .never: return .none
        case .always: return insisted
        case .auto: break
        }
        if !(environment["NO_COLOR"] ?? "").isEmpty { return .none }
        if isForced(environment) { return insisted }
        return isTerminal ? able : .none
    }

    private static func isForced(_ environment: [String: String]) -> Bool {
        ["CLICOLOR_FORCE", "FORCE_COLOR"].contains { name in
            let value = environment[name] ?? ""
            return !value.isEmpty && value != "0"
        }
    }

    private static func capability(environment: [String: String]) -> ColorDepth {
        let terminal = environment["TERM"] ?? ""
        if terminal.isEmpty || terminal == "dumb" || terminal == "unknown" { return .none }
        let colorTerminal = environment["COLORTERM"] ?? ""
        if colorTerminal == "truecolor" || colorTerminal == "24bit" { return .trueColor }
        if terminal.hasSuffix("-direct") { return .trueColor }
        if terminal.contains("256color") { return .palette256 }
        return .ansi16
    }
}

/// Which characters the output can show.
package enum CharacterRepertoire: Hashable, Sendable {
    /// Everything in Unicode.
    case unicode

    /// Only the 95 printable characters of ASCII.
    case ascii

    /// Decides from the locale: Unicode when the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is
    /// set and not empty names UTF-8.
    ///
    /// - Source: POSIX.1-2017, section 8.2, "Internationalization Variables".
    package static func decide(environment: [String: String]) -> CharacterRepertoire {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"]
            .lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8") ? .unicode : .ascii
    }
}
