import Measurement
import Testing

@testable import LocalLambda

/// The memory that a function is said to need, which the smallest setting is taken from.
@Suite(
    .enabled(
        if: TestMachine.canRun && TestMachine.enforcesMemory && TestMachine.ability.files,
        "needs python3, the built lambda-tuner, control groups and namespaces"
    ),
    .serialized
)
struct PeakMemoryTests {
    private func neededMB(_ body: String) async throws -> Double {
        let answers = try await TestPackage.python(body, to: ["{}"])
        return try #require(answers.first?.invocation.maxMemoryUsedMB)
    }

    @Test func `files that the kernel keeps at hand are no need`() async throws {
        let needed = try await neededMB(
            """
            with open("/tmp/big", "wb") as file:
                for _ in range(200):
                    file.write(bytes(1 << 20))
            """
        )
        #expect(needed < 100)
    }

    @Test func `what a function fills is, even when it was given back`() async throws {
        let needed = try await neededMB("return len(bytearray(b'x') * (200 << 20))")
        #expect((200..<280).contains(needed))
    }

    @Test func `so is what a child of it fills that has ended`() async throws {
        let needed = try await neededMB(
            """
            import subprocess
            subprocess.run([sys.executable, "-c", "len(bytearray(b'x') * (200 << 20))"])
            """
        )
        #expect((190..<300).contains(needed))
    }
}
