import Foundation
package import Measurement

extension RunFolder {
    /// Makes the folder with a whole run at once.
    ///
    /// - Throws: ``RunFolder/Failure``; see ``RunFolder/create(_:)``.
    package func create(_ run: MeasuredRun) throws(Failure) {
        try create(run.record)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            var lines = Data()
            for invocation in run.invocations {
                lines.append(try encoder.encode(invocation))
                lines.append(Byte.newline)
            }
            try lines.write(to: samplesURL)
        } catch {
            throw .cannotWrite(path: samplesURL.path, reason: error.localizedDescription)
        }
    }
}
