#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
package import Measurement

/// A deployment package that was opened and can be run: what people upload to Lambda.
package struct FunctionPackage: Sendable {
    /// The function in it.
    package let function: LocalFunction

    /// What Lambda would say about the package.
    package let cautions: [Caution]

    private let scratch: ScratchDirectory

    /// The largest zip that can be uploaded directly.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": 50 MB zipped.
    private static let largestUpload = 50 * 1_048_576

    /// Opens a folder, a zip or a jar.
    ///
    /// A zip is unpacked into a folder of its own, which ``close()`` removes. Without a handler the
    /// usual one is looked for; without a runtime's identifier the files tell it.
    ///
    /// - Throws: ``PackageFailure`` with what to do.
    package static func open(
        path: String,
        handler: String? = nil,
        runtime: String? = nil
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
                let bytes = try FileSystem.read(root)
                if bytes.count > Self.largestUpload { cautions.append(uploadCaution(bytes.count)) }
                folder = "\(scratch.path)/code"
                try Unpacking.unpack(try ZipArchive(bytes), into: folder)
            } else {
                try checkSize(of: folder)
            }
            let detection = Detection(
                folder: folder,
                handler: handler,
                runtime: runtime,
                clients: scratch.path
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

    private static func uploadCaution(_ bytes: Int) -> Caution {
        Caution(
            code: "package-size",
            message: "The zip has \(bytes / 1_048_576) MB: above 50 MB it must be uploaded by S3."
        )
    }

    private static func checkSize(of folder: String) throws(PackageFailure) {
        let size = FileSystem.size(of: folder, upTo: ZipArchive.largestUnpacked)
        guard size <= ZipArchive.largestUnpacked else {
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
