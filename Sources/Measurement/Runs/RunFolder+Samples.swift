import Foundation

/// Appends samples to a run, each on disk before the next begins.
package struct SampleLog {
    private let handle: FileHandle
    private let path: String

    /// Opens the samples of a folder for appending, making the file where there is none.
    ///
    /// - Throws: ``RunFolder/Failure/cannotWrite(path:reason:)``.
    package init(appendingTo folder: RunFolder) throws(RunFolder.Failure) {
        let path = folder.samplesURL.path
        let files = FileManager.default
        if !files.fileExists(atPath: path), !files.createFile(atPath: path, contents: nil) {
            throw .cannotWrite(path: path, reason: "the file cannot be made")
        }
        do {
            let handle = try FileHandle(forUpdating: folder.samplesURL)
            try Self.endLastLine(of: handle)
            self.handle = handle
            self.path = path
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }

    /// Ends a last line that was cut off, so that the next sample stands on its own.
    private static func endLastLine(of handle: FileHandle) throws {
        let end = try handle.seekToEnd()
        guard end > 0 else { return }
        try handle.seek(toOffset: end - 1)
        if try handle.read(upToCount: 1) != Data([0x0A]) {
            try handle.write(contentsOf: Data([0x0A]))
        }
    }

    /// Writes one sample and waits until the file system has it.
    ///
    /// - Throws: ``RunFolder/Failure/cannotWrite(path:reason:)``, such as on a full disk.
    package func append(_ invocation: Invocation) throws(RunFolder.Failure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try handle.write(contentsOf: encoder.encode(invocation) + Data([0x0A]))
            try handle.synchronize()
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }
}

extension RunFolder {
    /// Reads the run.
    ///
    /// A line that cannot be read, such as one cut off by a crash, is left out and told of in a
    /// caution; the rest is used.
    ///
    /// - Throws: ``Failure`` when there is no run, its record is damaged or from a newer version.
    package func read() throws(Failure) -> MeasuredRun {
        var record = try readRecord()
        let samples = try readSamples()
        if samples.invocations.isEmpty, !samples.unreadableLines.isEmpty {
            throw .noSamples(path: samplesURL.path)
        }
        if let first = samples.unreadableLines.first {
            let caution = Caution(
                code: "unreadable-samples",
                message: "\(samples.unreadableLines.count) of the sample lines could not be read "
                    + "and were left out, the first at line \(first)."
            )
            record.cautions.append(caution)
        }
        return MeasuredRun(record: record, invocations: samples.invocations)
    }

    /// The samples, none where there is no file yet.
    ///
    /// The file is mapped, not copied: it only grows.
    private func readSamples() throws(Failure) -> SampleFile {
        guard FileManager.default.fileExists(atPath: samplesURL.path) else {
            return SampleFile(Data())
        }
        do {
            return SampleFile(try Data(contentsOf: samplesURL, options: .mappedIfSafe))
        } catch {
            throw .unreadable(path: samplesURL.path, reason: error.localizedDescription)
        }
    }

    private func readRecord() throws(Failure) -> RunRecord {
        guard let bytes = FileManager.default.contents(atPath: recordURL.path) else {
            throw .missing(path: url.path)
        }
        let decoder = JSONDecoder()
        struct Version: Decodable { let schemaVersion: Int }
        do {
            let version = try decoder.decode(Version.self, from: bytes).schemaVersion
            guard version <= RunRecord.currentSchemaVersion else {
                throw Failure.newerVersion(path: url.path, version: version)
            }
            return try decoder.decode(RunRecord.self, from: bytes)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .unreadable(path: recordURL.path, reason: "run.json is not what tune writes")
        }
    }
}
