import ArgumentParser
import Foundation
import Measurement

/// The options that say what is measured and how often, of a function here and of a deployed one.
struct SamplingOptions: ParsableArguments {
    @Option(
        help: "Memory settings to measure, such as 128,512,1792; auto measures where it decides.",
        transform: MemoryList.init(text:)
    )
    var memory: MemoryList = .automatic

    @Option(help: "File with the function's event, JSON; {} unless given.")
    var event: String?

    @Option(
        help: """
            A weighted mix of events: a file with [{"payload": …, "weight": 5}, …], or a folder with \
            one .json file for each event.
            """
    )
    var events: String?

    @Option(help: "The fewest counted invocations of each setting and strategy measured.")
    var minInvocations = 3

    @Option(
        help: """
            The most counted invocations: of each strategy with --memory auto (20 unless given), \
            else of each setting and strategy (10); times the number of events of a mix.
            """
    )
    var maxInvocations: Int?

    @Option(
        help: """
            Stop once each duration is known to within this share, such as 0.02; where the sampler \
            decides, once the choice is this close to the best.
            """
    )
    var targetError = 0.02

    @Option(help: "Seed of the order in which settings are measured.")
    var seed: UInt64 = 1

    @Option(help: "Folder for the run; a dated one in your state folder unless given.")
    var out: String?

    func validate() throws {
        guard event == nil || events == nil else {
            throw ValidationError("Give --event for one event or --events for a mix, not both.")
        }
        guard targetError > 0, targetError < 1 else {
            throw ValidationError("--target-error is a share between 0 and 1, such as 0.02.")
        }
        guard minInvocations >= 2, minInvocations <= most, most <= 10_000 else {
            throw ValidationError(
                "--min-invocations must be at least 2 and at most --max-invocations (10000)."
            )
        }
    }
}

extension SamplingOptions {
    /// The most counted invocations, of a strategy or of a pair.
    var most: Int { maxInvocations ?? (memory.isAdaptive ? 20 : 10) }

    /// The events that the options name: one, or a weighted mix.
    ///
    /// - Throws: Foundation's error for a file that cannot be read, and ``EventBook/Refusal``.
    func book() throws -> EventBook {
        if let events { return try EventBook(mixAt: events) }
        return try EventBook(
            event: try event.map { try Data(contentsOf: URL(filePath: $0)) } ?? Data("{}".utf8)
        )
    }

    /// The run's folder: the one named, or a dated one for a function of that name.
    func folder(for function: String) -> RunFolder {
        out.map { RunFolder(url: URL(filePath: $0)) } ?? StateFolder.newRun(of: function)
    }
}
