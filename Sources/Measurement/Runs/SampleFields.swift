import LambdaPlatform

/// The keys of a sample line, in the order in which they are written.
enum SampleKey: String, CaseIterable {
    case billedDurationMS, cold, contention, cpuMS, databaseMS, durationMS, errorType, firstByteMS
    case governor, httpMS, initDurationMS, maxMemoryUsedMB, memoryMB, payload, projected, sequence
    case source, startedAt, status, strategy, throttledMS, warmUp
}

/// The values of a sample line, as far as they have been read.
struct SampleFields {
    var strategy: ThreadingStrategy?
    var source: SourceKind?
    var status: InvocationStatus?
    var governor: GovernorKind?
    private var errorType, payload: String?
    private var memory: MemorySetting?
    private var duration, cpu, throttled, initDuration, maxMemory, startedAt, contention: Double?
    private var database, http, firstByte: Double?
    private var billed, sequence: Int?
    private var cold, projected, warmUp: Bool?

    /// Takes a number for a key.
    ///
    /// - Returns: Whether the number can be what the key promises.
    mutating func take(_ number: Double, for key: SampleKey) -> Bool {
        guard number.isFinite, abs(number) < 1e15 else { return false }
        switch key {
        case .durationMS: duration = number
        case .billedDurationMS: billed = Int(number)
        case .cpuMS: cpu = number
        case .throttledMS: throttled = number
        case .initDurationMS: initDuration = number
        case .maxMemoryUsedMB: maxMemory = number
        case .startedAt: startedAt = number
        case .contention: contention = number
        case .databaseMS: database = number
        case .httpMS: http = number
        case .firstByteMS: firstByte = number
        case .sequence: sequence = Int(number)
        case .memoryMB:
            guard MemorySetting.allowed.contains(Int(number)) else { return false }
            memory = MemorySetting(clamping: Int(number))
        default: return false
        }
        return true
    }

    /// Takes a claim for a key.
    ///
    /// - Returns: Whether the key promises a claim.
    mutating func take(_ flag: Bool, for key: SampleKey) -> Bool {
        switch key {
        case .cold: cold = flag
        case .projected: projected = flag
        case .warmUp: warmUp = flag
        default: return false
        }
        return true
    }

    /// Takes a text for a key.
    ///
    /// - Returns: Whether the key promises a text.
    mutating func take(_ text: String, for key: SampleKey) -> Bool {
        switch key {
        case .errorType: errorType = text
        case .payload: payload = text
        default: return false
        }
        return true
    }

    /// The invocation, where everything that it needs was there.
    var invocation: Invocation? {
        guard let memory, let duration, let billed, let strategy, let source, let status, let cold,
            let projected, let warmUp, let sequence, let startedAt
        else { return nil }
        return Invocation(
            memoryMB: memory,
            strategy: strategy,
            durationMS: duration,
            billedDurationMS: billed,
            cpuMS: cpu,
            throttledMS: throttled,
            initDurationMS: initDuration,
            maxMemoryUsedMB: maxMemory,
            cold: cold,
            status: status,
            errorType: errorType,
            source: source,
            governor: governor,
            projected: projected,
            sequence: sequence,
            startedAt: startedAt,
            payload: payload,
            warmUp: warmUp,
            contention: contention,
            databaseMS: database,
            httpMS: http,
            firstByteMS: firstByte
        )
    }
}
