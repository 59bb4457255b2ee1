import Foundation
import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

/// What a function finds around itself, told by the function.
@Suite(
    .enabled(if: TestMachine.ability.files, "needs python3, the built lambda-tuner and namespaces"),
    .serialized
)
struct IsolationTests {
    @Test func `code lies read-only at its place on Lambda, and is the working directory`()
        async throws
    {
        let answer = try await TestPackage.python(
            """
            try:
                open("/var/task/new", "w")
            except OSError as error:
                return [os.environ["LAMBDA_TASK_ROOT"], os.getcwd(), __file__, error.errno]
            """
        )
        // 30: read-only file system.
        #expect(
            answer.first?.text
                == #"["/var/task", "/var/task", "/var/task/lambda_function.py", 30]"#
        )
    }

    @Test func `layers lie at /opt, a later one over an earlier, and Python finds them`()
        async throws
    {
        let first = try TestPackage.folder([
            "python/shared.py": "x = 'first'", "bin/tool": "1", "note": "first",
        ])
        let second = try TestPackage.folder(["python/shared.py": "x = 'second'", "note": "second"])
        defer {
            try? FileManager.default.removeItem(at: first)
            try? FileManager.default.removeItem(at: second)
        }
        let answer = try await TestPackage.python(
            """
            import shared
            return [shared.x, open("/opt/note").read(), os.path.exists("/opt/bin/tool"),
                    shared.__file__]
            """,
            layers: [first.path, second.path]
        )
        #expect(
            answer.first?.text == #"["second", "second", true, "/opt/python/shared.py"]"#
        )
    }

    @Test func `a custom runtime may come in a layer`() async throws {
        let layer = try TestPackage.folder([
            "bootstrap": "#!\(TestMachine.python)\n\(TestMachine.runtime)"
        ])
        let code = try TestPackage.folder(["data.txt": "x"])
        defer {
            try? FileManager.default.removeItem(at: layer)
            try? FileManager.default.removeItem(at: code)
        }
        let answers = try await TestPackage.answers(
            of: code.path,
            layers: [layer.path],
            to: ["answer"]
        )
        #expect(answers.first?.invocation.status == .success)
    }

    @Test func `temporary files are private, stay for warm invocations, survive a crash`()
        async throws
    {
        let answers = try await TestPackage.python(
            """
            seen = sorted(name for name in os.listdir("/tmp") if name != "lost+found")
            open("/tmp/" + event, "w").write("x")
            if event == "crash":
                os._exit(1)
            return seen
            """,
            to: [#""a""#, #""crash""#, #""b""#]
        )
        #expect(answers.map(\.text) == ["[]", "", #"["a", "crash"]"#])
        #expect(answers.map(\.invocation.cold) == [true, false, true])
        #expect(answers[1].invocation.errorType == "Runtime.ExitError")
        #expect(!FileManager.default.fileExists(atPath: "/tmp/crash"))
    }

    @Test(.enabled(if: TestMachine.ability.temporarySize, "needs loop devices and mke2fs"))
    func `a function that fills /tmp is told that there is no space left`() async throws {
        let answers = try await TestPackage.python(
            """
            written = 0
            try:
                with open("/tmp/big", "wb", buffering=0) as file:
                    while written < 700 << 20:
                        written += file.write(bytes(4 << 20))
            except OSError as error:
                return [error.errno, 450 << 20 < written <= 512 << 20]
            """
        )
        // 28: no space left on device.
        #expect(answers.first?.text == "[28, true]")
    }

    @Test(.enabled(if: TestMachine.ability.processes, "needs process namespaces"))
    func `a function sees no processes but its own, and is not the first of them`() async throws {
        let answer = try await TestPackage.python(
            """
            seen = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
            return [os.getpid(), seen]
            """
        )
        #expect(answer.first?.text == "[2, [1, 2]]")
    }

    @Test(.enabled(if: TestMachine.ability.processes, "needs process namespaces"))
    func `what a function leaves to itself is forgotten when it ends`() async throws {
        let answer = try await TestPackage.python(
            """
            import subprocess
            for _ in range(20):
                subprocess.run(["sh", "-c", "true & true &"])
            while len([name for name in os.listdir("/proc") if name.isdigit()]) > 2:
                time.sleep(0.001)
            return "alone"
            """
        )
        #expect(answer.first?.text == #""alone""#)
    }

    @Test(.enabled(if: TestMachine.ability.network, "needs network namespaces"))
    func `without a network only loopback is left, and the Runtime API answers`() async throws {
        let answers = try await TestPackage.python(
            """
            import socket
            names = [name for _, name in socket.if_nameindex()]
            try:
                socket.create_connection(("192.0.2.1", 80), 1)
            except OSError as error:
                return [names, error.errno, os.environ["AWS_LAMBDA_RUNTIME_API"]]
            """,
            to: ["{}", "{}"]
        ) { $0.network = .none }
        // 101: network is unreachable.
        #expect(
            answers.map(\.text)
                == Array(
                    repeating: #"[["lo"], 101, "127.0.0.1:9001"]"#,
                    count: 2
                )
        )
    }
}
