#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Workloads

/// A workload run from the command line, without a Runtime API.
struct DirectCommand {
    private let run: WorkloadRun
    private let repetitions: Int

    /// Reads `--workload`, `--strategy`, `--size`, `--threads` and `--repeat`.
    ///
    /// - Throws: ``Refusal``, or ``WorkloadRefusal`` for what cannot be run.
    init(arguments: [String]) throws {
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            guard ["--workload", "--strategy", "--size", "--threads", "--repeat"].contains(flag),
                let value = rest.popFirst()
            else { throw Refusal.usage }
            values[flag] = value
        }
        guard let workload = values["--workload"] else { throw Refusal.usage }
        run = try WorkloadRun(
            workload: workload,
            strategy: values["--strategy"] ?? "single",
            size: Self.number("--size", in: values),
            threads: Self.number("--threads", in: values)
        )
        repetitions = try Self.number("--repeat", in: values) ?? 1
        guard (1...1_000_000).contains(repetitions) else {
            throw Refusal.notANumber(flag: "--repeat")
        }
    }

    /// Runs and prints one line of JSON for each repetition.
    func run() async throws {
        for _ in 0..<repetitions {
            let (wall, cpu) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
            let answer = try await run()
            let record = try Record(
                response: ResponseBody(run: run, answer: answer),
                durationMS: 1_000 * (seconds(CLOCK_MONOTONIC) - wall),
                cpuMS: 1_000 * (seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu)
            ).json
            writeLine(String(decoding: record, as: UTF8.self), to: STDOUT_FILENO)
        }
    }

    private static func number(_ flag: String, in values: [String: String]) throws -> Int? {
        guard let text = values[flag] else { return nil }
        guard let number = Int(text) else { throw Refusal.notANumber(flag: flag) }
        return number
    }

    private func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// One line of output.
    private struct Record: Encodable {
        let response: ResponseBody
        let durationMS: Double
        let cpuMS: Double

        enum CodingKeys: CodingKey {
            case durationMS
            case cpuMS
        }

        func encode(to encoder: any Encoder) throws {
            try response.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(durationMS, forKey: .durationMS)
            try container.encode(cpuMS, forKey: .cpuMS)
        }
    }

    /// Why the arguments cannot be used.
    enum Refusal: Error, Hashable, CustomStringConvertible {
        case usage
        case notANumber(flag: String)

        var description: String {
            switch self {
            case .usage:
                "Give --workload NAME [--strategy NAME] [--size N] [--threads N] [--repeat K], "
                    + "or set AWS_LAMBDA_RUNTIME_API to run as a Lambda function."
            case .notANumber(let flag):
                "\(flag) needs a whole number from 1 up."
            }
        }
    }
}
