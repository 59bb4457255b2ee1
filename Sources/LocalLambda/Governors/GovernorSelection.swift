import LambdaPlatform
import Measurement

/// The governor in use, and what to distrust because of it.
struct GovernorSelection: Sendable {
    /// The governor for every setting that it can enforce.
    let governor: any Governor

    /// Reasons to distrust what is measured under it.
    let cautions: [Caution]

    /// How many processors this machine offers.
    let hostProcessors: Int

    /// Lets functions run unthrottled and keeps account.
    let projecting: any Governor

    /// Finds the governor that was asked for, or the best that works.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)``.
    init(_ choice: GovernorChoice) throws(SourceFailure) {
        let kinds: [GovernorKind] =
            switch choice {
            case .automatic: [.cgroupV2, .cgroupV1, .dutyCycle, .model]
            case .only(let kind): [kind]
            }
        var refusals: [SourceFailure] = []
        for kind in kinds {
            do throws(SourceFailure) {
                let governor = try GovernorFactory.make(kind)
                self.init(governor, cautions: Self.cautions(for: kind, choice))
                return
            } catch {
                refusals.append(error)
            }
        }
        throw refusals.last ?? .governorUnavailable(.model, reason: "none was asked for.")
    }

    /// Uses a governor that exists already.
    init(_ governor: any Governor, cautions: [Caution]) {
        self.governor = governor
        self.cautions = cautions
        self.hostProcessors = usableProcessorCount()
        self.projecting = ModelGovernor(accounting: governor)
    }

    /// Whether a setting can be enforced rather than projected.
    func canMeasure(_ grant: Grant, _ strategy: ThreadingStrategy) -> Bool {
        // One thread cannot use more than one processor, whatever the share.
        let usable = strategy == .single ? min(grant.share, 1) : grant.share
        return governor.refusal(of: grant.limited(to: usable)) == nil
    }

    /// The governor for a setting.
    func governor(for grant: Grant, _ strategy: ThreadingStrategy) -> any Governor {
        canMeasure(grant, strategy) ? governor : projecting
    }

    private static func cautions(for kind: GovernorKind, _ choice: GovernorChoice) -> [Caution] {
        switch kind {
        case .cgroupV1, .cgroupV2:
            []
        case .dutyCycle:
            [
                Caution(
                    code: "memory-not-enforced",
                    message: "Without control groups the memory limit is observed, not enforced."
                )
            ]
        case .model:
            [
                Caution(
                    code: "projected",
                    message: "No quota is enforced here: durations are projected from CPU time."
                )
            ]
        }
    }
}
