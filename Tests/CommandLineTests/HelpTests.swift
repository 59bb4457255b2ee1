import TestSupport
import Testing

@Suite(.enabled(if: Program.isBuilt, "the program must be built"))
struct HelpTests {
    static let verbs = [
        "tune", "compare", "explore", "report", "predict", "forecast", "import", "check",
        "template", "template list", "template apply", "template check", "aws", "aws tune",
        "aws rollout", "aws restore", "aws policy", "serve", "workloads", "doctor",
    ]

    @Test(arguments: verbs) func `help has examples that fit eighty columns`(
        verb: String
    ) async throws {
        let program = try #require(try Program())
        let help = try await program(verb + " --help")
        #expect(help.status == 0)
        let lines = help.output.split(separator: "\n")
        let examples = lines.drop { $0 != "Examples:" }.dropFirst().prefix { $0.hasPrefix("  ") }
        #expect(examples.contains { $0.contains("lambda-tuner \(verb)") })
        #expect(examples.allSatisfy { $0.count <= 80 })
    }

    @Test func `help lists every verb`() async throws {
        let program = try #require(try Program())
        let help = try await program("--help")
        for verb in Self.verbs where !verb.contains(" ") {
            #expect(help.output.contains("\n  \(verb) "), "\(verb)")
        }
    }

    @Test func `a word that is no verb is answered with the verbs`() async throws {
        let program = try #require(try Program())
        let outcome = try await program("mandelbrot")
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("'mandelbrot' is not a verb: give one of tune, compare"))
        #expect(outcome.errors.contains("lambda-tuner tune mandelbrot"))
    }

    @Test(arguments: [
        ("tune prime-sieve --memory 64", "64 MB is not a Lambda memory setting"),
        ("tune prime-sieve --memory 512,x", "'x' is not a memory setting"),
        ("tune prime-sieve --region mars-1", "'mars-1' is not a Region"),
        ("tune", "Name a function"),
        ("report", "Missing expected argument"),
        ("doctor --governor magic", "'magic' is not a governor"),
        ("doctor --vcpu-mb 0", "0.0 MB per vCPU is unusable"),
    ]) func `a command line that makes no sense is refused with 2`(
        line: String,
        sentence: String
    ) async throws {
        let program = try #require(try Program())
        let outcome = try await program(line)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(sentence))
    }
}
