import Foundation

extension ServiceCaller {
    /// Makes the call and returns the successful answer.
    ///
    /// Throttling and transient errors are retried; credentials that ended are renewed once; a clock
    /// that AWS calls wrong is set right by AWS's own once. An invocation is never repeated after it
    /// may have run.
    ///
    /// - Throws: ``CallFailure``.
    package func send(_ call: ServiceCall) async throws(CallFailure) -> HTTPResponse {
        var attempt = 0
        var skew: TimeInterval = 0
        var isRenewed = false
        while true {
            try await waitForTurn(call)
            let keys = try await currentCredentials()
            let outcome = await deliver(call, with: keys, skew: skew)
            switch outcome {
            case .failure(let failure):
                guard rules.isRetried(failure, isInvocation: call.isInvocation),
                    attempt + 1 < rules.attempts
                else { throw translated(failure, call) }
                try await wait(after: attempt, retryAfter: nil)
            case .success(let response):
                let code = ServiceError(response).code
                let verdict = rules.verdict(
                    on: response,
                    code: code,
                    isInvocation: call.isInvocation
                )
                if verdict == .done && response.status < 300 { return response }
                if !isRenewed, ServiceError.meansEndedCredentials(code) {
                    isRenewed = true
                    await credentials.discard(keys)
                    continue
                }
                if skew == 0, let offset = clockOffset(in: response, code: code) {
                    skew = offset
                    continue
                }
                let most = verdict == .againWhenThrottled ? rules.throttledAttempts : rules.attempts
                guard verdict != .done, attempt + 1 < most else {
                    throw ServiceError(response).failure(of: call.operation)
                }
                let hint = response.header("Retry-After").flatMap(Double.init)
                try await wait(after: attempt, retryAfter: hint)
            }
            attempt += 1
        }
    }

    private func currentCredentials() async throws(CallFailure) -> AWSCredentials {
        do {
            return try await credentials.credentials()
        } catch {
            throw .credentials(error)
        }
    }

    private func deliver(
        _ call: ServiceCall,
        with keys: AWSCredentials,
        skew: TimeInterval
    ) async -> Result<HTTPResponse, TransportFailure> {
        var request = HTTPRequest(
            method: call.method,
            endpoint: endpoint,
            path: call.path,
            query: call.query,
            headers: call.headers,
            body: call.body,
            timeout: call.timeout,
            isDeliveredAtMostOnce: call.isInvocation
        )
        if !call.body.isEmpty, !call.headers.contains(where: { $0.name == "Content-Type" }) {
            // Unless told, Foundation would call the body a form.
            request.setHeader("Content-Type", "application/json")
        }
        let time = surroundings.now().addingTimeInterval(skew)
        do {
            return .success(try await transport.send(signer.signed(request, with: keys, at: time)))
        } catch {
            return .failure(error)
        }
    }

    private func wait(after attempt: Int, retryAfter: Double?) async throws(CallFailure) {
        let delay = rules.delay(
            after: attempt,
            jitter: surroundings.jitter(),
            retryAfter: retryAfter
        )
        do {
            try await surroundings.pause(delay)
        } catch {
            throw .cancelled
        }
    }

    /// How far AWS's clock is ahead of ours, when that is why it refused the signature.
    private func clockOffset(in response: HTTPResponse, code: String) -> TimeInterval? {
        guard ServiceError.mayMeanWrongClock(code), let text = response.header("Date"),
            let date = ServiceError.date(text)
        else { return nil }
        let offset = date.timeIntervalSince(surroundings.now())
        // Signatures are good for five minutes either way; less than four is not the reason.
        return abs(offset) > 240 ? offset : nil
    }

    private func translated(_ failure: TransportFailure, _ call: ServiceCall) -> CallFailure {
        let host = endpoint.authority
        return switch failure {
        case .timedOut: .timedOut(operation: call.operation)
        case .cancelled: .cancelled
        case .cannotConnect(let reason):
            .unreachable(
                operation: call.operation,
                host: host,
                reason: reason,
                mayHaveHappened: false
            )
        case .connectionLost(let reason):
            .unreachable(
                operation: call.operation,
                host: host,
                reason: reason,
                mayHaveHappened: true
            )
        }
    }
}
