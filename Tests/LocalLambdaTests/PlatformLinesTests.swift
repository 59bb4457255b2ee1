import Foundation
import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

struct PlatformLinesTests {
    private func reported(
        durationMS: Double,
        billedMS: Int,
        memoryMB: Int,
        usedMB: Double,
        initMS: Double? = nil,
        status: InvocationStatus = .success,
        errorType: String? = nil
    ) -> ReportedInvocation {
        ReportedInvocation(
            requestID: "8f507cfc",
            invocation: Invocation(
                memoryMB: MemorySetting(clamping: memoryMB),
                strategy: .single,
                durationMS: durationMS,
                billedDurationMS: billedMS,
                initDurationMS: initMS,
                maxMemoryUsedMB: usedMB,
                status: status,
                errorType: errorType,
                source: .local
            )
        )
    }

    /// REPORT lines of deployed functions, with another request id.
    @Test func `lines are those of deployed functions`() {
        let cold = reported(
            durationMS: 62.14,
            billedMS: 225,
            memoryMB: 128,
            usedMB: 78,
            initMS: 162.08
        )
        #expect(
            PlatformLines.text.end(cold, at: 0) == [
                "END RequestId: 8f507cfc",
                "REPORT RequestId: 8f507cfc\tDuration: 62.14 ms\tBilled Duration: 225 ms\t"
                    + "Memory Size: 128 MB\tMax Memory Used: 78 MB\tInit Duration: 162.08 ms",
            ]
        )
        let late = reported(
            durationMS: 180_000,
            billedMS: 180_000,
            memoryMB: 256,
            usedMB: 99,
            status: .timeout,
            errorType: "Sandbox.Timedout"
        )
        #expect(
            PlatformLines.text.end(late, at: 0).last
                == "REPORT RequestId: 8f507cfc\tDuration: 180000.00 ms\t"
                + "Billed Duration: 180000 ms\tMemory Size: 256 MB\tMax Memory Used: 99 MB\t"
                + "Status: timeout"
        )
        let full = reported(
            durationMS: 5,
            billedMS: 5,
            memoryMB: 128,
            usedMB: 127.9,
            status: .outOfMemory,
            errorType: "Runtime.OutOfMemory"
        )
        #expect(
            PlatformLines.text.end(full, at: 0).last?.hasSuffix(
                "Max Memory Used: 128 MB\tStatus: error\tError Type: Runtime.OutOfMemory"
            ) == true
        )
        #expect(
            PlatformLines.text
                .failedInit(durationMS: 9_999.47, errorType: "Sandbox.Timedout", at: 0)
                == "INIT_REPORT Init Duration: 9999.47 ms\tPhase: init\tStatus: timeout"
        )
    }

    /// The record that the developer guide shows, 9 February 2024.
    @Test func `JSON lines are objects with the platform's types and times`() throws {
        let invocation = reported(
            durationMS: 147.156,
            billedMS: 201,
            memoryMB: 512,
            usedMB: 91,
            errorType: "a \"b\""
        )
        let lines = PlatformLines.json.end(invocation, at: 1_707_468_164.08)
        let line = try #require(lines.last)
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["time"] as? String == "2024-02-09T08:42:44.080Z")
        #expect(object?["type"] as? String == "platform.report")
        let record = object?["record"] as? [String: Any]
        #expect(record?["status"] as? String == "success")
        #expect(record?["errorType"] as? String == "a \"b\"")
        let metrics = record?["metrics"] as? [String: Double]
        #expect(
            metrics == [
                "durationMs": 147.156, "billedDurationMs": 201, "memorySizeMB": 512,
                "maxMemoryUsedMB": 91,
            ]
        )
        for line in lines + [PlatformLines.json.start("x", of: "$LATEST", at: 0)] {
            _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
    }

    @Test(
        arguments: [
            (0, 2, "0.00"), (1.004, 2, "1.00"), (-0.5, 1, "-0.5"), (9.999, 2, "10.00"),
            (.infinity, 1, "0.0"), (12.0344, 3, "12.034"),
        ] as [(Double, Int, String)]
    )
    func `numbers keep their decimals`(value: Double, places: Int, text: String) {
        #expect(decimals(value, places) == text)
    }

    @Test(.enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner"))
    func `what a function writes stands between its own START and END`() async throws {
        let answers = try await TestPackage.python(
            """
            for i in range(event):
                print("line", i)
            print("no end of line", end="")
            """,
            to: ["2", "10000"]
        ) { $0.platformLines = .text }
        let first = try #require(answers.first)
        let id = first.requestID
        #expect(
            first.logLines.dropLast() == [
                "START RequestId: \(id) Version: $LATEST", "line 0", "line 1", "no end of line",
                "END RequestId: \(id)",
            ]
        )
        #expect(first.logLines.last?.hasPrefix("REPORT RequestId: \(id)\tDuration: ") == true)
        #expect(first.logLines.last?.contains("\tInit Duration: ") == true)
        // The second wrote more than Lambda returns: the end of it is there.
        let second = try #require(answers.last)
        #expect(second.log.count == FunctionLog.returned)
        #expect(second.logLines.suffix(4).first == "line 9999")
    }
}
