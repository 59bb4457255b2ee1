import Estimation
import LambdaPlatform
import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension RunFacts {
    /// Says that the machine was not the function's alone, where that is so.
    var caution: Caution? {
        guard isBusy, let contention else { return nil }
        return Caution(
            code: "busy-machine",
            message: "Other programs had \(percent(contention)) of this machine's processor time "
                + "while measuring, which lengthens durations at some settings more than at others: "
                + "repeat the run when the machine is quieter."
        )
    }
}

extension TunedRun {
    /// Reasons to distrust the fits, one of a kind.
    static func cautions(
        about curves: [DurationCurve],
        failures: [InvocationStatus: Int]
    ) -> [Caution] {
        let settings = curves.flatMap(\.measured)
        return [
            failed(failures),
            fewInvocations(in: settings),
            scatter(in: settings),
            hostSpeeds(of: curves),
            projections(in: settings),
        ].compactMap(\.self)
    }

    private static func failed(_ counts: [InvocationStatus: Int]) -> Caution? {
        guard !counts.isEmpty else { return nil }
        let list = counts.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.value) × \($0.key.rawValue)" }
            .joined(separator: ", ")
        return Caution(
            code: "failed-invocations",
            message: "Some invocations did not succeed and make no duration (\(list))."
        )
    }

    private static func fewInvocations(in settings: [MeasuredSetting]) -> Caution? {
        guard let fewest = settings.map(\.count).min(), fewest < 3 else { return nil }
        return Caution(
            code: "few-invocations",
            message: "A setting has only \(fewest) counted invocation\(fewest == 1 ? "" : "s"): "
                + "its interval rests on the scatter of the others."
        )
    }

    private static func scatter(in settings: [MeasuredSetting]) -> Caution? {
        let wide = settings.filter { $0.count >= 3 && $0.durationMS.relativeHalfWidth > 0.1 }
        guard
            let worst = wide.max(by: {
                $0.durationMS.relativeHalfWidth < $1.durationMS.relativeHalfWidth
            })
        else { return nil }
        return Caution(
            code: "noisy-durations",
            message: "Durations scatter: at \(worst.memory) the mean is known only to "
                + "±\(percent(worst.durationMS.relativeHalfWidth)); measure more invocations."
        )
    }

    private static func hostSpeeds(of curves: [DurationCurve]) -> Caution? {
        guard let speeds = curves.compactMap(\.hostSpeeds).max(by: { $0.gap < $1.gap }) else {
            return nil
        }
        return Caution(
            code: "two-host-speeds",
            message: "Durations gather at two speeds \(times(exp(speeds.gap))) apart, as on hosts "
                + "of two kinds; \(percent(speeds.slowShare)) of the invocations were slow, which the "
                + "curve takes to be so at every setting."
        )
    }

    private static func projections(in settings: [MeasuredSetting]) -> Caution? {
        let projected = settings.filter(\.isProjected)
        guard let first = projected.map(\.memory).min(), let last = projected.map(\.memory).max()
        else { return nil }
        let range = first == last ? "\(first)" : "\(first) to \(last)"
        return Caution(
            code: "projected-settings",
            message: "Durations at \(range) were projected from unthrottled invocations, "
                + "not measured."
        )
    }
}
