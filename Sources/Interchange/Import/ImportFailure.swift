/// Why nothing could be imported.
package enum ImportFailure: Error, Hashable, CustomStringConvertible {
    case unreadable(name: String, reason: String)
    case empty(name: String)
    case unknownFormat(name: String)
    case nothingUsable(name: String, problem: String)
    case emulator(name: String)
    case wideEncoding(name: String)
    case damaged(name: String)
    case documentTooLarge(name: String, megabytes: Int)
    case malformed(name: String, byte: Int, expected: String)
    case malformedLink(reason: String)

    package var description: String {
        switch self {
        case .unreadable(let name, let reason):
            "\(name) could not be read (\(reason)): check the path and its permissions."
        case .empty(let name):
            "\(name) is empty: give a log or an export with at least one invocation."
        case .unknownFormat(let name):
            "\(name) is no format that import knows: give REPORT lines, a CloudWatch Logs Insights "
                + "export, aws-lambda-power-tuning output, or CSV with memory and duration."
        case .nothingUsable(let name, let problem):
            "\(name) holds no usable invocation (\(problem)): REPORT lines with a duration and a "
                + "memory size are needed."
        case .emulator(let name):
            "\(name) comes from the local Lambda emulator, whose memory and duration figures are "
                + "not Lambda's: import logs of the deployed function, or measure with tune."
        case .wideEncoding(let name):
            "\(name) is UTF-16: convert it first, for example with iconv -f UTF-16 -t UTF-8."
        case .damaged(let name):
            "\(name) is gzip data that are damaged from the start: get the file again."
        case .documentTooLarge(let name, let megabytes):
            "\(name) is one JSON document of more than \(megabytes) MB: export it as lines or CSV."
        case .malformed(let name, let byte, let expected):
            "\(name) is damaged at byte \(byte): \(expected) was expected there."
        case .malformedLink(let reason):
            "The share link cannot be read (\(reason)): copy it whole, in quotation marks."
        }
    }
}

/// Something in a file that could not be used while the rest was.
package struct ImportProblem: Hashable, Sendable, CustomStringConvertible {
    /// The file or other input.
    package let name: String

    /// The line, counted from 1; nil where the whole input is meant.
    package let line: Int?

    /// What is wrong, as a clause.
    package let reason: String

    package var description: String {
        line.map { "\(name), line \($0): \(reason)" } ?? "\(name): \(reason)"
    }
}
