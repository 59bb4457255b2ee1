/// Why the endpoint's state cannot be used.
package enum StateFailure: Error, Hashable, CustomStringConvertible {
    case inUse(folder: String)
    case unusable(folder: String, reason: String)
    case damaged(file: String)

    package var description: String {
        switch self {
        case .inUse(let folder):
            "\(folder) is in use by another endpoint: stop it, or give another --state folder."
        case .unusable(let folder, let reason):
            "\(folder) cannot hold the endpoint's state: \(reason)"
        case .damaged(let file):
            "\(file) is damaged: delete it to lose that one function, layer or event, and keep the others."
        }
    }
}
