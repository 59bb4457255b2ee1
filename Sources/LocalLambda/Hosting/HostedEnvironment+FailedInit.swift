package import LambdaPlatform
import Measurement

extension HostedEnvironment.Answer {
    /// What Lambda reports of an event whose environment did not get through INIT: START, END and
    /// REPORT follow what INIT wrote, and its time is the invocation's.
    ///
    /// - Parameters:
    ///   - errorType: Lambda's error type.
    ///   - configuration: How the function was to be run; its log holds what INIT wrote.
    ///   - memory: The memory setting.
    ///   - durationMS: How long INIT took.
    /// - Returns: The answer, without a body.
    /// - Source: AWS Lambda Developer Guide, "Lambda execution environment lifecycle", failures during
    ///   the Init phase: INIT is run again within the invocation, and its report has no INIT of its own.
    package static func failedInit(
        _ errorType: String,
        of configuration: LocalConfiguration,
        at memory: MemorySetting,
        durationMS: Double
    ) -> HostedEnvironment.Answer {
        let isOutOfMemory = errorType == "Runtime.OutOfMemory"
        let seconds = wallClockSeconds()
        let invocation = Invocation(
            memoryMB: memory,
            strategy: .single,
            durationMS: durationMS,
            billedDurationMS: Tariff.billedMS(durationMS: durationMS, initDurationMS: 0),
            maxMemoryUsedMB: isOutOfMemory ? Double(memory.megabytes) : nil,
            cold: true,
            status: isOutOfMemory ? .outOfMemory : .error,
            errorType: errorType,
            source: .local,
            startedAt: seconds - durationMS / 1_000
        )
        let id = LambdaVariables.requestID()
        let log = configuration.log
        if let lines = configuration.platformLines {
            let start = lines.start(id, of: configuration.function.version, at: seconds)
            log.append(line: start)
            let reported = ReportedInvocation(requestID: id, invocation: invocation)
            for line in lines.end(reported, at: seconds) { log.append(line: line) }
        }
        return HostedEnvironment.Answer(
            invocation: invocation,
            body: [],
            requestID: id,
            log: log.returned(since: 0)
        )
    }
}
