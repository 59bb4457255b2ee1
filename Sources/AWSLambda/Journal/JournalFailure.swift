/// Why a journal could not be written or read.
package enum JournalFailure: Error, Hashable, CustomStringConvertible {
    /// A run was begun on this function and not ended.
    case unfinished(path: String)

    /// A run is at work on this function.
    case inUse(path: String)

    /// There is no journal.
    case absent(path: String)

    /// A line is not one of ours.
    case damaged(path: String, line: Int)

    /// The file could not be written or opened.
    case unwritable(path: String, reason: String)

    package var description: String {
        switch self {
        case .unfinished(let path):
            "An earlier run on this function did not end (\(path)): run `lambda-tuner aws restore` "
                + "first."
        case .inUse(let path):
            "A run is at work on this function (\(path)): wait until it ends, or stop it."
        case .absent(let path):
            "There is nothing to restore: \(path) does not exist."
        case .damaged(let path, let line):
            "Line \(line) of \(path) is damaged: put the function back by hand with what the other "
                + "lines say, then delete the file."
        case .unwritable(let path, let reason):
            "\(path) could not be written (\(reason)), so nothing was changed: free some space or "
                + "set XDG_STATE_HOME to a folder that can be written."
        }
    }
}
