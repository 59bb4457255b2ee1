import Foundation
import Measurement

/// Where runs go when the user names no folder.
enum StateFolder {
    /// The folder that keeps what is served here.
    ///
    /// - Shape: `$XDG_STATE_HOME/lambda-tuner/serve`.
    static func endpoint(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> URL {
        root(environment).appending(path: "serve")
    }

    /// A new folder named for the time and the function.
    ///
    /// - Shape: `$XDG_STATE_HOME/lambda-tuner/runs/20261124-051500-prime-sieve`, or below
    ///   `~/.local/state` where that is unset.
    static func newRun(
        of function: String,
        at date: Date = Date(),
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> RunFolder {
        let name = "\(timestamp(date))-\(fileName(from: function))"
        return RunFolder(url: root(environment).appending(path: "runs/\(name)"))
    }

    /// The folder of everything that the tool keeps for the user.
    private static func root(_ environment: [String: String]) -> URL {
        let home = URL(filePath: environment["HOME"] ?? NSHomeDirectory())
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
            ?? home.appending(path: ".local/state")
        return state.appending(path: "lambda-tuner")
    }

    /// The letters, digits, dots and dashes of a name, so that no name can leave the folder.
    static func fileName(from name: String) -> String {
        let allowed = name.unicodeScalars.map { scalar -> Character in
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic
                    || "0123456789-._".unicodeScalars.contains(scalar))
            return isPlain ? Character(scalar) : "-"
        }
        let text = String(allowed.prefix(60)).trimmingCharacters(
            in: CharacterSet(charactersIn: ".")
        )
        return text.isEmpty ? "function" : text
    }

    private static func timestamp(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyyMMdd-HHmmss"
        return formatter.string(from: date)
    }
}
