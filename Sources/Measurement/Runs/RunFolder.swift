package import Foundation

/// A run on disk: `run.json` and the samples, one invocation a line, appended and never rewritten.
package struct RunFolder: Hashable, Sendable {
    /// The folder.
    package let url: URL

    package init(url: URL) {
        self.url = url
    }

    /// The file with everything but the samples.
    package var recordURL: URL { url.appending(path: "run.json") }

    /// The file with the samples.
    package var samplesURL: URL { url.appending(path: "samples.jsonl") }
}

extension RunFolder {
    /// Makes the folder and writes the record.
    ///
    /// - Throws: ``Failure/exists(path:)`` when a run is already there and ``Failure/cannotWrite(path:reason:)``.
    package func create(_ record: RunRecord) throws(Failure) {
        if FileManager.default.fileExists(atPath: recordURL.path) {
            throw .exists(path: url.path)
        }
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: url.path, reason: error.localizedDescription)
        }
        try write(record)
    }

    /// Replaces the record in one step, so that a crash leaves the old one or the new one.
    package func write(_ record: RunRecord) throws(Failure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try encoder.encode(record).write(to: recordURL, options: .atomic)
        } catch {
            throw .cannotWrite(path: recordURL.path, reason: error.localizedDescription)
        }
    }

    /// Why a run could not be written or read.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        case exists(path: String)
        case cannotWrite(path: String, reason: String)
        case missing(path: String)
        case unreadable(path: String, reason: String)
        case newerVersion(path: String, version: Int)
        case noSamples(path: String)

        package var description: String {
            switch self {
            case .exists(let path):
                "\(path) already holds a run: choose another --out, or continue what tune began "
                    + "there with tune --resume \(path)."
            case .cannotWrite(let path, let reason):
                "\(path) could not be written (\(reason)): free some space or choose another --out."
            case .missing(let path):
                "\(path) is not a run: it has no run.json. Give a folder that tune wrote."
            case .unreadable(let path, let reason):
                "\(path) is damaged (\(reason)): restore it, or measure again."
            case .newerVersion(let path, let version):
                "\(path) was written by a newer lambda-tuner (layout \(version)): update this one."
            case .noSamples(let path):
                "\(path) holds no sample that could be read: measure again."
            }
        }
    }
}
