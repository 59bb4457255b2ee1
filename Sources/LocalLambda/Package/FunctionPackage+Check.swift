extension FunctionPackage {
    /// Checks that a zip can be unpacked as far as its list of files tells.
    ///
    /// - Throws: ``PackageFailure`` for what is no zip, leads out of its folder, or is too large.
    package static func check(zip: [UInt8]) throws(PackageFailure) {
        _ = try ZipArchive(zip)
    }
}
