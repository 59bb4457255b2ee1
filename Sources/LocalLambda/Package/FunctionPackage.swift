#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import LambdaPlatform
package import Measurement

/// A deployment package that was opened and can be run: what people upload to Lambda.
package struct FunctionPackage: Sendable {
    /// The function in it.
    package let function: LocalFunction

    /// What Lambda would say about the package.
    package let cautions: [Caution]

    private let scratch: ScratchDirectory

    /// Opens a folder, a zip or a jar.
    ///
    /// A zip is unpacked into a folder of its own, which ``close()`` removes. Without a handler the
    /// usual one is looked for; without a runtime's identifier the files tell it. Layers are folders or
    /// zips in their order, of which a later one wins.
    ///
    /// - Throws: ``PackageFailure`` with what to do.
    package static func open(
        path: String,
        handler: String? = nil,
        runtime: String? = nil,
        layers: [String] = []
    ) throws(PackageFailure) -> FunctionPackage {
        guard let root = FileSystem.absolute(path) else { throw .missing(path: path) }
        let scratch: ScratchDirectory
        do {
            scratch = try ScratchDirectory.make()
        } catch {
            throw .fileSystem(error.description)
        }
        do throws(PackageFailure) {
            var folder = root
            var cautions: [Caution] = []
            if !FileSystem.isFolder(root) {
                folder = "\(scratch.path)/code"
                cautions += try unpack(root, into: folder)
            }
            let merged = layers.isEmpty ? nil : "\(scratch.path)/layers"
            if let merged { cautions += try LayerStack(layers).merge(into: merged) }
            try checkSize(of: [folder] + (merged.map { [$0] } ?? []))
            let clients = "\(scratch.path)/runtime"
            try FileSystem.makeFolders(clients)
            let detection = Detection(
                folder: folder,
                handler: handler,
                runtime: runtime,
                layers: merged,
                clients: clients
            )
            let function = try detection.function(named: functionName(root))
            return FunctionPackage(function: function, cautions: cautions, scratch: scratch)
        } catch {
            scratch.remove()
            throw error
        }
    }

    /// Removes what was unpacked.
    package func close() {
        scratch.remove()
    }

    /// Unpacks a zip.
    ///
    /// - Returns: what Lambda would say about it.
    static func unpack(_ zip: String, into folder: String) throws(PackageFailure) -> [Caution] {
        let bytes = try FileSystem.read(zip)
        try Unpacking.unpack(try ZipArchive(bytes), into: folder)
        guard bytes.count > PackageLimits.uploadBytes else { return [] }
        return [
            Caution(
                code: "package-size",
                message: "\(zip.lastComponent.printableLine()) has \(bytes.count / 1_048_576) MB: "
                    + "above 50 MB it must be uploaded by S3."
            )
        ]
    }

    /// Code and layers count together.
    private static func checkSize(of folders: [String]) throws(PackageFailure) {
        let size = folders.reduce(0) {
            $0 + FileSystem.size(of: $1, upTo: PackageLimits.unpackedBytes)
        }
        guard size <= PackageLimits.unpackedBytes else {
            throw .tooLarge(megabytes: size / 1_048_576)
        }
    }

    /// A name that Lambda would take, made of the file's.
    private static func functionName(_ path: String) -> String {
        var name = path.lastComponent
        for ending in [".zip", ".jar"] where name.hasSuffix(ending) { name.removeLast(4) }
        let allowed = name.map { character in
            character.isASCII && (character.isLetter || character.isNumber || character == "-")
                ? character : "_"
        }
        return allowed.isEmpty ? "function" : String(String(allowed).prefix(64))
    }
}
