import Foundation
import LambdaPlatform

extension Invocation {
    /// Reads a line of `samples.jsonl`.
    ///
    /// - Edge cases: nil when the line is no sample; unknown keys are passed over, so that samples
    ///   with more keys than this version knows stay readable.
    init?(line: UnsafeRawBufferPointer) {
        if let plain = Invocation(plainLine: line) {
            self = plain
            return
        }
        guard let decoded = try? JSONDecoder().decode(Invocation.self, from: Data(line)) else {
            return nil
        }
        self = decoded
    }

    /// Reads a line of the kind that this program writes, several times faster than a decoder.
    private init?(plainLine line: UnsafeRawBufferPointer) {
        var fields = Fields()
        var reader = FlatJSONReader(line)
        guard reader.readObject({ fields.take($1, named: line[$0], in: line) }),
            let memory = fields.memory, let duration = fields.duration,
            let billed = fields.billed, let strategy = fields.strategy,
            let source = fields.source.flatMap(SourceKind.init(rawValue:)),
            let status = fields.status.flatMap(InvocationStatus.init(rawValue:)),
            let cold = fields.cold, let projected = fields.projected, let warmUp = fields.warmUp,
            let sequence = fields.sequence, let startedAt = fields.startedAt
        else { return nil }
        self.init(
            memoryMB: memory,
            strategy: ThreadingStrategy(rawValue: strategy),
            durationMS: duration,
            billedDurationMS: billed,
            cpuMS: fields.cpu,
            throttledMS: fields.throttled,
            initDurationMS: fields.initDuration,
            maxMemoryUsedMB: fields.maxMemory,
            cold: cold,
            status: status,
            errorType: fields.errorType,
            source: source,
            governor: fields.governor.flatMap(GovernorKind.init(rawValue:)),
            projected: projected,
            sequence: sequence,
            startedAt: startedAt,
            payload: fields.payload,
            warmUp: warmUp,
            contention: fields.contention,
            databaseMS: fields.database,
            httpMS: fields.http
        )
    }
}

extension Invocation {
    /// The values of a line, as far as they have been read.
    private struct Fields {
        var memory: MemorySetting?
        var strategy, status, source, governor, errorType, payload: String?
        var duration, cpu, throttled, initDuration, maxMemory, startedAt, contention: Double?
        var database, http: Double?
        var billed, sequence: Int?
        var cold, projected, warmUp: Bool?

        /// Takes a value under its name.
        ///
        /// - Returns: Whether the value is of the kind that the name promises.
        mutating func take(
            _ value: FlatJSONReader.Value,
            named name: UnsafeRawBufferPointer.SubSequence,
            in line: UnsafeRawBufferPointer
        ) -> Bool {
            switch value {
            case .null:
                return true
            case .number(let number):
                return take(number, named: name)
            case .flag(let flag):
                if name.elementsEqual("cold".utf8) { cold = flag }
                if name.elementsEqual("projected".utf8) { projected = flag }
                if name.elementsEqual("warmUp".utf8) { warmUp = flag }
                return true
            case .text(let range):
                take(String(decoding: line[range], as: UTF8.self), named: name)
                return true
            }
        }

        private mutating func take(
            _ number: Double,
            named name: UnsafeRawBufferPointer.SubSequence
        ) -> Bool {
            guard number.isFinite, abs(number) < 1e15 else { return false }
            switch String(decoding: name, as: UTF8.self) {
            case "durationMS": duration = number
            case "billedDurationMS": billed = Int(number)
            case "cpuMS": cpu = number
            case "throttledMS": throttled = number
            case "initDurationMS": initDuration = number
            case "maxMemoryUsedMB": maxMemory = number
            case "startedAt": startedAt = number
            case "contention": contention = number
            case "databaseMS": database = number
            case "httpMS": http = number
            case "sequence": sequence = Int(number)
            case "memoryMB":
                guard let setting = try? MemorySetting(megabytes: Int(number)) else { return false }
                memory = setting
            default: break
            }
            return true
        }

        private mutating func take(
            _ text: String,
            named name: UnsafeRawBufferPointer.SubSequence
        ) {
            switch String(decoding: name, as: UTF8.self) {
            case "strategy": strategy = text
            case "status": status = text
            case "source": source = text
            case "governor": governor = text
            case "errorType": errorType = text
            case "payload": payload = text
            default: break
            }
        }
    }
}
