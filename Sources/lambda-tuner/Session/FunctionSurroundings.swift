import Foundation
import Interchange
import LocalLambda
import Measurement

/// What a function package finds around itself, and what is kept of what it says.
struct FunctionSurroundings: Sendable {
    /// The size of `/tmp`, in MB.
    var temporaryMB = 512

    /// What it can reach.
    var network = NetworkAccess.machine

    /// How many cold starts each setting gets.
    var coldStarts = 1

    /// Whether its traces are taken.
    var isTraced = false

    /// The file for what it writes, where it is kept.
    var log: URL?

    /// The form of Lambda's own lines in the log.
    var logFormat = PlatformLines.text
}

extension FunctionSurroundings {
    /// Takes what the command line says, and then what a template does.
    init(_ options: EnvironmentOptions, _ template: TemplatePackage?) {
        self.init(
            temporaryMB: options.temporaryMB ?? template?.temporaryMB ?? 512,
            network: options.network,
            coldStarts: options.coldStarts,
            isTraced: options.isTraced,
            log: options.log.map { URL(filePath: $0) },
            logFormat: options.logFormat
        )
    }

    /// Puts everything into a configuration.
    ///
    /// - Throws: what the file system says when the log cannot be made.
    func apply(to configuration: inout LocalConfiguration) throws {
        configuration.temporaryMB = temporaryMB
        configuration.network = network
        configuration.isTraced = isTraced
        guard let log else { return }
        // Never over a file that is there already.
        try Data().write(to: log, options: .withoutOverwriting)
        let file = try FileHandle(forWritingTo: log)
        configuration.platformLines = logFormat
        configuration.log = FunctionLog(limit: Self.largestLog) { bytes in
            do {
                try file.write(contentsOf: bytes)
            } catch {
                // A full disk costs the log and not the run.
                return
            }
        }
    }

    /// The most that is kept of what a function writes, in bytes.
    private static let largestLog = 256 * 1_048_576

    /// A policy that also makes the cold starts.
    func extending(_ policy: any SamplingPolicy) -> any SamplingPolicy {
        coldStarts > 1 ? ColdStartsPolicy(policy, coldStarts: coldStarts) : policy
    }
}
