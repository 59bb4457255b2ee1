/// Writing the files of a zip.
enum Unpacking {
    /// Unpacks everything into a new folder.
    ///
    /// - Throws: ``PackageFailure`` when the zip or the file system gives out.
    static func unpack(_ archive: ZipArchive, into folder: String) throws(PackageFailure) {
        try FileSystem.makeFolders(folder)
        for entry in archive.entries {
            let path = "\(folder)/\(entry.path)"
            if entry.isFolder {
                try FileSystem.makeFolders(path)
                continue
            }
            try FileSystem.makeFolders(path.parentDirectory)
            try FileSystem.write(
                try archive.content(of: entry),
                to: path,
                isExecutable: entry.permissions & 0o111 != 0
            )
        }
    }
}
