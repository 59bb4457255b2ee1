extension FunctionPackage {
    /// Checks that a zip can be unpacked as far as its list of files tells.
    ///
    /// - Throws: ``PackageFailure`` for what is no zip, leads out of its folder, or is too large.
    package static func check(zip: [UInt8]) throws(PackageFailure) {
        _ = try ZipArchive(zip)
    }

    /// How many bytes the files of a zip have unpacked, as far as its list of files tells.
    ///
    /// - Throws: ``PackageFailure`` for what cannot be read, is no zip, or leads out of its folder.
    package static func unpackedBytes(ofZip path: String) throws(PackageFailure) -> Int {
        do throws(PackageFailure) {
            return try ZipArchive(FileSystem.read(path)).entries.reduce(0) { $0 + $1.size }
        } catch .tooLarge(let megabytes) {
            return megabytes * 1_048_576
        }
    }
}
