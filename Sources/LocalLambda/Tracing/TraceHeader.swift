/// The trace header of an invocation, as in `_X_AMZN_TRACE_ID`.
///
/// - Source: AWS X-Ray Developer Guide, "Tracing header".
struct TraceHeader: Hashable, Sendable {
    /// The trace's id: a version, the time in seconds, and 96 random bits.
    let trace: String

    /// The id of the function's own segment.
    let segment: String

    /// Whether segments are to be sent.
    let isSampled: Bool

    /// Starts a trace.
    init(at seconds: Double, isSampled: Bool) {
        let time = String(UInt32(truncatingIfNeeded: Int(seconds)), radix: 16)
        trace = "1-\(time)-\(LambdaVariables.hexadecimal(24))"
        segment = LambdaVariables.hexadecimal(16)
        self.isSampled = isSampled
    }

    /// The header's value.
    var text: String { "Root=\(trace);Parent=\(segment);Sampled=\(isSampled ? 1 : 0)" }
}
