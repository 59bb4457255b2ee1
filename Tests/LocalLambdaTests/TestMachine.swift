import Foundation
import Measurement

@testable import LocalLambda

/// What the tests with real processes need from the machine.
enum TestMachine {
    /// The built program, beside the test bundle.
    static let tuner: String = {
        let candidates = [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
            .flatMap { [$0, $0.deletingLastPathComponent()] }
            .map { $0.appending(path: "lambda-tuner").path }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? ""
    }()

    /// A Python that is a program and not a wrapper around one.
    static let python: String = {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import sys; print(sys.executable, end='')"]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return "" }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : ""
    }()

    /// Whether the Python of the tests has a module.
    static func hasModule(_ name: String) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = ["-c", "import \(name)"]
        process.standardError = FileHandle.nullDevice
        guard !python.isEmpty, (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    static let canRun = !tuner.isEmpty && !python.isEmpty

    static let hasNode =
        !FileSystem.answer(of: "node", asked: "-p process.execPath").isEmpty

    static let hasJava = !FileSystem.answer(of: "java", asked: "-version 2>&1").isEmpty

    static let hasCompiler = FileManager.default.isExecutableFile(atPath: "/usr/bin/cc")

    /// What can be kept from a function here.
    static let ability =
        canRun
        ? IsolationAbility.examined(launcher: [tuner, Launcher.verb]) : IsolationAbility()

    static let enforcesMemory =
        (try? GovernorSelection(.automatic).governor.enforcesMemory) ?? false

    static func configuration(
        script: String,
        event: String,
        timeoutS: Int = 10
    ) -> LocalConfiguration {
        LocalConfiguration(
            function: LocalFunction(
                name: "test",
                command: [python, "-c", script],
                codeDirectory: "/"
            ),
            event: { _ in Array(event.utf8) },
            launcher: [tuner, Launcher.verb],
            timeoutS: timeoutS
        )
    }

    /// Whether a process has ended and only waits to be waited for.
    static func isDead(_ process: Int32) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return status?.contains(") Z ") ?? true
    }

    static let initError = """
        import http.client, os
        c = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
        c.request('POST', '/2018-06-01/runtime/init/error', '{"errorMessage": "no luck"}',
                  {'Lambda-Runtime-Function-Error-Type': 'Runtime.BadHandler'})
        c.getresponse().read()
        """

    static let runtime = """
        import http.client, os, subprocess, sys, threading, time
        api = os.environ['AWS_LAMBDA_RUNTIME_API']
        base = '/2018-06-01/runtime/invocation/'
        c = http.client.HTTPConnection(api)

        def call(method, path, body=None, headers={}):
            c.request(method, path, body, headers)
            r = c.getresponse()
            return r, r.read()

        while True:
            r, event = call('GET', base + 'next')
            id = r.getheader('Lambda-Runtime-Aws-Request-Id')
            event = event.decode()
            body = '{}'
            if event == 'exit':
                os._exit(3)
            if event == 'sleep':
                time.sleep(60)
            while event == 'bomb':
                try:
                    os.fork()
                except OSError:
                    pass
            if event == 'stubborn':
                import signal
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                time.sleep(60)
            if event == 'memory':
                body = str(len(bytearray(os.urandom(1)) * (400 << 20)))
            if event == 'chatter':
                sys.stdout.write('x' * (8 << 20))
                sys.stdout.flush()
            if event == 'broken':
                body = '{"a":'
            if event == 'huge':
                body = 'x' * (7 << 20)
            if event.startswith('fork '):
                child = subprocess.Popen(['sleep', '60'], start_new_session=True)
                open(event[5:], 'w').write(str(child.pid))
            if event == 'garbage':
                import socket
                host, port = api.split(':')
                s = socket.create_connection((host, int(port)))
                s.sendall(b'\\x00\\xff garbage \\r\\n\\r\\n')
                s.recv(100)
                call('POST', base + 'nobody/response', '{}')
                call('DELETE', '/etc/passwd')
            if event == 'next twice':
                d = http.client.HTTPConnection(api)
                d.request('GET', base + 'next')
                assert d.getresponse().status == 403
            if event == 'raise':
                call('POST', base + id + '/error', '{"errorMessage": "bad"}',
                     {'Lambda-Runtime-Function-Error-Type': 'ValueError'})
                continue
            call('POST', base + id + '/response', body)
            if event == 'answer twice':
                r, _ = call('POST', base + id + '/response', body)
                assert r.status == 403
        """
}
