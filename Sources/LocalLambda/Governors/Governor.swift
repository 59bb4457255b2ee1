import LambdaPlatform
import Measurement

/// What a memory setting grants a function, as a governor needs it.
struct Grant: Hashable, Sendable {
    /// The memory setting.
    let memory: MemorySetting

    /// The CPU share, in vCPUs.
    let share: Double

    /// The processors that a function of that size sees.
    let processors: Int

    /// What the model grants at a memory setting.
    init(_ memory: MemorySetting, under model: PlatformModel) {
        self.init(
            memory: memory,
            share: model.vcpuShare(at: memory),
            processors: PlatformModel.visibleProcessors(at: memory)
        )
    }

    init(memory: MemorySetting, share: Double, processors: Int) {
        self.memory = memory
        self.share = share
        self.processors = processors
    }
}

extension Grant {
    /// The same memory and processors with another share.
    func limited(to share: Double) -> Grant {
        Grant(memory: memory, share: share, processors: processors)
    }
}

/// A way to hold a process tree to the CPU share and the memory of a setting.
protocol Governor: Sendable {
    /// Which way it is.
    var kind: GovernorKind { get }

    /// Whether a function that needs more memory than the setting is stopped.
    var enforcesMemory: Bool { get }

    /// Why the share cannot be enforced on this machine; nothing when it can.
    func refusal(of grant: Grant) -> String?

    /// Prepares the place that one execution environment will run in.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the machine refuses.
    func makeEnclosure(_ name: EnclosureName, for grant: Grant) throws(SourceFailure)
        -> any Enclosure

    /// Removes what tools that have ended, however they ended, left behind.
    func removeLeftovers()
}

/// The place that one execution environment runs in.
///
/// Every call may block for some milliseconds; none may be made from the cooperative pool.
protocol Enclosure: Sendable {
    /// Files that the launcher must write its process id into.
    var groups: [String] { get }

    /// Takes charge of the processes, which have just been started.
    func contain(_ tree: ProcessTree)

    /// Lifts the quota to what INIT gets.
    func boost() throws(SourceFailure)

    /// Sets the quota of the memory setting.
    func restrain() throws(SourceFailure)

    /// Lifts the quota altogether.
    func unthrottle() throws(SourceFailure)

    /// Stops every process until ``thaw()``.
    func freeze()

    /// Lets every process go on.
    func thaw()

    /// What the processes have used so far.
    func reading() -> EnclosureReading

    /// The most memory that the processes needed at once, in bytes, where known: what they filled and
    /// the code they run, without files that the kernel only keeps at hand.
    func peakBytes() -> UInt64?

    /// Ends every process and removes the place; safe to call twice.
    func destroy()
}

/// What the processes of an enclosure have used since it was made.
struct EnclosureReading: Hashable, Sendable {
    /// CPU time of the whole process tree, in nanoseconds, where known.
    var cpuNS: UInt64?

    /// Time for which threads were held back by the quota, in nanoseconds, where known.
    var throttledNS: UInt64?

    /// Processes killed for want of memory.
    var memoryKills: UInt64 = 0
}

/// The name of an enclosure, which tells who owns it.
struct EnclosureName: Hashable, Sendable, CustomStringConvertible {
    /// The process that made it.
    let owner: Int32

    /// When that process started, in clock ticks since the machine did; tells reused ids apart.
    let ownerStart: UInt64

    /// Its number among those of the owner.
    let number: Int

    init(owner: Int32, ownerStart: UInt64, number: Int) {
        self.owner = owner
        self.ownerStart = ownerStart
        self.number = number
    }

    /// Reads a name back; nothing when it is not one of ours.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let owner = Int32(parts[0]), let start = UInt64(parts[1]),
            let number = Int(parts[2])
        else { return nil }
        self.init(owner: owner, ownerStart: start, number: number)
    }

    var description: String { "\(owner)-\(ownerStart)-\(number)" }
}

/// Quotas under the kernel's CPU bandwidth control, as Lambda sets them.
enum Bandwidth {
    /// The period, in microseconds.
    static let periodUS = Int(PlatformModel.periodMS * 1_000)

    /// The smallest quota that the kernel takes, in microseconds.
    ///
    /// - Source: Linux, kernel/sched/core.c, `min_cfs_quota_period` of 1 ms.
    static let smallestQuotaUS = 1_000

    /// The vCPUs that INIT may use even where the setting grants less.
    ///
    /// - Source: measured by others on deployed functions and not promised by AWS: functions up to
    ///   3,008 MB initialise on two unthrottled vCPUs (L. van Donkersgoed, 2022-04-08).
    static let boostShare = 2.0

    /// The quota for a share, in microseconds a period.
    static func quotaUS(share: Double) -> Int {
        max(smallestQuotaUS, Int((share * Double(periodUS)).rounded()))
    }
}
