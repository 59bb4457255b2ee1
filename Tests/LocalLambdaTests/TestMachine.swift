import Foundation
import Measurement
import TestSupport

@testable import LocalLambda

/// What the tests with real processes need from the machine.
enum TestMachine {
    /// The built program, beside the test bundle.
    static let tuner = BuiltProgram("lambda-tuner")?.path ?? ""

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

    static let hasJavaCompiler = !FileSystem.answer(of: "javac", asked: "-version 2>&1").isEmpty

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

    /// Processes that were started with a word among their arguments, and run.
    static func processes(mentioning word: String) -> [Int32] {
        FileSystem.names(in: "/proc").compactMap { Int32($0) }.filter { process in
            let arguments = try? KernelControlTree().read("/proc/\(process)/cmdline")
            return arguments?.split(separator: "\0").contains(Substring(word)) == true
        }
    }
}
