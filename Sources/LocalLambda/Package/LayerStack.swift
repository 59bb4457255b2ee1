#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement

/// Layers in their order, to be laid over one another: what functions find at `/opt`.
struct LayerStack {
    /// Folders or zips; a later one wins.
    let layers: [String]

    /// The most layers of a function.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": five layers.
    static let most = 5

    /// Takes the layers of a function.
    ///
    /// - Throws: ``PackageFailure/tooManyLayers(_:)``.
    init(_ layers: [String]) throws(PackageFailure) {
        guard layers.count <= Self.most else { throw .tooManyLayers(layers.count) }
        self.layers = layers
    }

    /// Puts everything into a new folder.
    ///
    /// - Returns: what Lambda would say about the layers.
    /// - Throws: ``PackageFailure`` when a layer cannot be opened or the file system gives out.
    func merge(into folder: String) throws(PackageFailure) -> [Caution] {
        try FileSystem.makeFolders(folder)
        var cautions: [Caution] = []
        for (index, layer) in layers.enumerated() {
            guard let root = FileSystem.absolute(layer) else { throw .missing(path: layer) }
            if FileSystem.isFolder(root) {
                try Self.copy(root, over: folder)
            } else {
                let unpacked = "\(folder)-\(index)"
                cautions += try FunctionPackage.unpack(root, into: unpacked)
                try Self.copy(unpacked, over: folder)
                FileTree.remove(unpacked)
            }
        }
        return cautions
    }

    /// Copies what a folder holds over what is there; links are copied as links.
    private static func copy(_ source: String, over folder: String) throws(PackageFailure) {
        for name in FileSystem.names(in: source) {
            let (from, to) = ("\(source)/\(name)", "\(folder)/\(name)")
            var status = stat()
            guard lstat(from, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                if !FileSystem.isFolder(to) || FileSystem.isLink(to) { FileTree.remove(to) }
                try FileSystem.makeFolders(to)
                try copy(from, over: to)
            case S_IFREG:
                FileTree.remove(to)
                try FileSystem.write(
                    try FileSystem.read(from),
                    to: to,
                    isExecutable: status.st_mode & 0o111 != 0
                )
            case S_IFLNK:
                FileTree.remove(to)
                try FileSystem.copyLink(from, to: to)
            default:
                continue
            }
        }
    }
}
