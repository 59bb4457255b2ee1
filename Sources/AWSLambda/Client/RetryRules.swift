/// When a call is tried again, and after how long.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Retry behavior", standard mode: throttling and
///   transient errors are retried, three attempts in all, after `rand(0…1) × min(2ⁱ, 20)` seconds; a
///   longer `Retry-After` of the server is honoured.
package struct RetryRules: Hashable, Sendable {
    /// The most attempts at one call.
    package var attempts: Int

    /// The most attempts at a call that is being throttled, which costs nothing but patience.
    package var throttledAttempts: Int

    package init(attempts: Int = 3, throttledAttempts: Int = 8) {
        self.attempts = attempts
        self.throttledAttempts = throttledAttempts
    }
}

extension RetryRules {
    /// Codes that mean that the caller should slow down.
    private static let throttlingCodes: Set = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded",
        "LimitExceededException", "RequestThrottled", "SlowDown", "EC2ThrottledException",
    ]

    /// Codes that mean that a function was not run because it was not ready yet.
    private static let notReadyCodes: Set = [
        "ResourceConflictException", "ResourceNotReadyException", "SnapStartNotReadyException",
    ]

    /// What to do about an answer.
    enum Verdict: Hashable {
        case done
        case again
        case againWhenThrottled
    }

    /// Whether an answer calls for another attempt.
    ///
    /// An invocation is tried again only after an answer that says that the function did not run.
    func verdict(on response: HTTPResponse, code: String, isInvocation: Bool) -> Verdict {
        if response.status < 300 { return .done }
        if response.status == 429 || Self.throttlingCodes.contains(code) {
            return .againWhenThrottled
        }
        if isInvocation { return Self.notReadyCodes.contains(code) ? .againWhenThrottled : .done }
        if ["RequestTimeout", "RequestTimeoutException"].contains(code) { return .again }
        return [500, 502, 503, 504].contains(response.status) ? .again : .done
    }

    /// Whether a failed delivery calls for another attempt: an invocation only when no connection
    /// came about, because otherwise the function may have run.
    func isRetried(_ failure: TransportFailure, isInvocation: Bool) -> Bool {
        switch failure {
        case .cannotConnect: true
        case .connectionLost, .timedOut: !isInvocation
        case .cancelled: false
        }
    }

    /// How long to wait before the attempt after this one.
    ///
    /// - Parameters:
    ///   - attempt: The attempt that failed, counted from 0.
    ///   - jitter: A random number in 0…1.
    ///   - retryAfter: The server's `Retry-After`, in seconds.
    /// - Returns: The time to wait.
    func delay(after attempt: Int, jitter: Double, retryAfter: Double?) -> Duration {
        let backoff = jitter * min(Double(1 << min(attempt, 10)), 20)
        // A server that asks for minutes is obeyed up to one; beyond that the caller should know.
        return .seconds(max(backoff, min(retryAfter ?? 0, 60)))
    }
}
