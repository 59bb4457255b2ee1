import LocalLambda
import Measurement

/// Why a function never saw an event.
enum RunFailure: Error, Hashable, CustomStringConvertible {
    case package(PackageFailure)
    case source(SourceFailure)

    var description: String {
        switch self {
        case .package(let failure): failure.description
        case .source(let failure): failure.description
        }
    }
}

extension RunFailure {
    /// What Lambda would report as an error of the function; nothing when the fault is this machine's.
    var functionError: (type: String, message: String)? {
        switch self {
        case .source(.initFailed(let errorType, let detail)):
            (errorType, detail)
        case .source:
            nil
        case .package(.missingHandler):
            ("Runtime.ImportModuleError", description)
        case .package(.missing), .package(.notExecutable), .package(.unsupportedJava):
            ("Runtime.InvalidEntrypoint", description)
        case .package:
            nil
        }
    }
}
