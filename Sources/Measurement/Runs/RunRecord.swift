package import LambdaPlatform

/// Everything about a run but its samples: `run.json`.
///
/// - Shape: documented in METHOD.md under the schema version; later versions keep reading this one.
package struct RunRecord: Hashable, Sendable, Codable {
    /// The version of the layout that this program writes.
    package static let currentSchemaVersion = 1

    /// The version of the layout.
    package var schemaVersion: Int

    /// The version of lambda-tuner that wrote it.
    package var toolVersion: String

    /// Seconds since 1970 when the run began.
    package var createdAt: Double

    /// The command that makes the run again.
    package var command: [String]

    /// What was measured.
    package var function: FunctionDescription

    /// What was to be measured.
    package var plan: Plan

    /// The model of memory to CPU.
    package var platform: PlatformModel

    /// The architecture it ran on.
    package var architecture: Architecture

    /// The machine it ran on, where it is ours.
    package var machine: MachineDescription?

    /// Where the invocations come from.
    package var source: SourceKind

    /// What enforced the quota, where anything did.
    package var governor: GovernorKind?

    /// Reasons to distrust the numbers.
    package var cautions: [Caution]

    /// Whether the plan was carried out to its end.
    package var isComplete: Bool

    /// What profiling each strategy found out, by its name, where strategies were profiled.
    package var profiles: [String: FunctionProfile]?

    package init(
        toolVersion: String,
        createdAt: Double,
        command: [String],
        function: FunctionDescription,
        plan: Plan,
        platform: PlatformModel,
        architecture: Architecture,
        machine: MachineDescription?,
        source: SourceKind,
        governor: GovernorKind?,
        cautions: [Caution] = [],
        isComplete: Bool = false
    ) {
        self.schemaVersion = Self.currentSchemaVersion
        self.toolVersion = toolVersion
        self.createdAt = createdAt
        self.command = command
        self.function = function
        self.plan = plan
        self.platform = platform
        self.architecture = architecture
        self.machine = machine
        self.source = source
        self.governor = governor
        self.cautions = cautions
        self.isComplete = isComplete
    }
}

/// The function that a run is about.
package struct FunctionDescription: Hashable, Sendable, Codable {
    /// Its name: a workload's, a folder's, or the deployed function's.
    package var name: String

    /// What it is: `workload`, `package`, `deployed` or `recorded`.
    package var kind: String

    /// One line more, such as the workload's size or the handler.
    package var detail: String

    /// The memory setting it is configured with today, where known.
    package var configuredMemoryMB: MemorySetting?

    package init(
        name: String,
        kind: String,
        detail: String = "",
        configuredMemoryMB: MemorySetting? = nil
    ) {
        self.name = name
        self.kind = kind
        self.detail = detail
        self.configuredMemoryMB = configuredMemoryMB
    }
}

/// The machine that a local run was made on.
package struct MachineDescription: Hashable, Sendable, Codable {
    /// The processor's name.
    package var processor: String

    /// How many processors the machine has.
    package var processors: Int

    /// The operating system and its version.
    package var system: String

    package init(processor: String, processors: Int, system: String) {
        self.processor = processor
        self.processors = processors
        self.system = system
    }
}

/// A reason to distrust a result, stored with it.
package struct Caution: Hashable, Sendable, Codable {
    /// A short stable name for programs, such as `noisy-host`.
    package var code: String

    /// One sentence for a person.
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// A run as it is read: the record and every sample so far.
package struct MeasuredRun: Hashable, Sendable {
    package var record: RunRecord
    package var invocations: [Invocation]

    package init(record: RunRecord, invocations: [Invocation]) {
        self.record = record
        self.invocations = invocations
    }
}
