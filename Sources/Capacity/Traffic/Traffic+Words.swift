extension Traffic: CustomStringConvertible {
    /// How requests arrive, in a few words.
    package var description: String {
        switch pattern {
        case .constant: "\(meanRate.plain) requests/s, evenly spaced"
        case .poisson: "\(meanRate.plain) requests/s at random"
        case .diurnal(let swing, let peakSecond):
            "\(meanRate.plain) requests/s on average with a daily swing, "
                + "\((1 + swing).plain) times that at \((peakSecond / 3_600).plain) h"
        case .bursts(let base, let peak, let seconds, let every):
            "\(base.plain) requests/s, and \(peak.plain) for \(seconds.plain) s in every "
                + "\(every.plain) s"
        case .recorded(let trace):
            "\(trace.requests) recorded requests in \(trace.seconds.plain) s, again and again"
        }
    }
}

extension Double {
    /// The number without a point where it is whole.
    fileprivate var plain: String {
        let text = "\(self)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
