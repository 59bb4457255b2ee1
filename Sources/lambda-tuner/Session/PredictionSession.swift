import Tuning

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Answers prediction tasks from standard input to standard output in constant memory.
struct PredictionSession {
    /// The longest line that is read; longer ones are skipped and refused.
    static let longestLine = 8 * 1_048_576

    /// Why the session ended before its input did.
    enum Failure: Error, Hashable, CustomStringConvertible {
        case reading(code: Int32)
        case writing(code: Int32)

        var description: String {
            switch self {
            case .reading(let code): "Standard input cannot be read (error \(code))."
            case .writing(let code): "Standard output cannot be written (error \(code))."
            }
        }
    }

    /// Lines that held a task, or should have.
    private(set) var lines = 0

    /// Lines that could not be answered.
    private(set) var refused = 0

    private var number = 0
    private var predictor: Predictor
    private var pending: [UInt8] = []
    private var isSkipping = false
    private var output: [UInt8] = []

    init(predictor: Predictor = Predictor()) {
        self.predictor = predictor
    }

    /// Reads to the end of the input.
    ///
    /// - Throws: ``Failure`` when input or output breaks.
    mutating func run() throws(Failure) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes {
                read(STDIN_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .reading(code: errno) }
            guard count > 0 else { break }
            try take(chunk[..<count])
            // Whoever feeds lines one by one waits for each answer.
            try flush()
        }
        if !pending.isEmpty || isSkipping { try endLine() }
        try flush()
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) throws(Failure) {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            try endLine()
            rest = rest[(end + 1)...]
        }
        append(rest)
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !isSkipping else { return }
        guard pending.count + bytes.count <= Self.longestLine else {
            isSkipping = true
            pending = []
            return
        }
        pending.append(contentsOf: bytes)
    }

    private mutating func endLine() throws(Failure) {
        number += 1
        defer {
            pending.removeAll(keepingCapacity: true)
            isSkipping = false
        }
        if !isSkipping, pending.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
        lines += 1
        let answer: Predictor.Answer
        if isSkipping {
            answer = Predictor.refuse(.lineTooLong(limit: Self.longestLine), line: number)
        } else {
            answer = pending.withUnsafeBytes { predictor.answer(to: $0, line: number) }
        }
        if answer.refusal != nil { refused += 1 }
        output.append(contentsOf: answer.line.utf8)
        output.append(UInt8(ascii: "\n"))
        if output.count > 65_536 { try flush() }
    }

    private mutating func flush() throws(Failure) {
        var start = 0
        while start < output.count {
            let count = output[start...].withUnsafeBytes {
                write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .writing(code: errno) }
            start += count
        }
        output.removeAll(keepingCapacity: true)
    }
}
