import ArgumentParser
import Foundation
import LambdaPlatform
import Measurement
import Tuning

/// Opens stored runs in the explorer, or prints the same content as text.
struct ExploreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Look at stored runs, ask what if, and choose a setting.",
        discussion: """
            RUN is a folder that tune or import wrote. Several runs are compared, the largest \
            saving first. Press ? for the keys. Without a terminal, or with --plain, the same \
            content is printed as text.

            Examples:
              lambda-tuner explore Results/prime-sieve
              lambda-tuner explore runs/* --current 512 --monthly 3000000
              lambda-tuner explore Results/prime-sieve --plain --p95 400
            """
    )

    @Argument(help: "Folders of runs.")
    var runs: [String]

    @OptionGroup var drawing: DrawingOptions
    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var platform: PlatformOptions

    @Flag(help: "Print text and open no interactive screen.")
    var plain = false

    func run() throws {
        let folders = runs.map { RunFolder(url: URL(filePath: $0)) }
        let tuned = try folders.map(Self.tuned)
        var conditions = choosing.conditions(tariff: try platform.tariff())
        conditions.platform = try platform.supposed()
        try ExplorerPresentation(drawing: drawing, isPlain: plain)
            .show(tuned, in: folders, under: conditions)
    }

    /// Reads and fits a run; of several it must be said which one cannot be fitted.
    private static func tuned(_ folder: RunFolder) throws -> TunedRun {
        let run = try folder.read()
        do throws(TuningFailure) {
            return try TunedRun(fitting: run)
        } catch {
            throw UnusableRun(path: folder.url.path, reason: error)
        }
    }
}

/// A run from which nothing can be fitted.
struct UnusableRun: Error, Hashable, CustomStringConvertible {
    let path: String
    let reason: TuningFailure

    var description: String { "\(path): \(reason.description)" }
}
