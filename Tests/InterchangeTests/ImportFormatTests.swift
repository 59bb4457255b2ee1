import Interchange
import LambdaPlatform
import Measurement
import TestSupport
import Testing

/// Exports in the shapes that AWS and other tools publish.
struct ImportFormatTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func figures(_ text: String) throws -> [[Double]] {
        try invocations(text).map { [Double($0.memoryMB.megabytes), $0.durationMS] }
    }

    /// A console export: memory is MB × 10⁶, and some cells are empty.
    @Test func `Logs Insights CSV is read in its own units`() throws {
        let csv = """
            @timestamp,@requestId,@duration,@billedDuration,@memorySize,@maxMemoryUsed,@initDuration
            2026-06-25 23:59:41.096,a-1,1394.6,1395.0,1.28E8,7.9E7,
            2026-06-25 23:59:42.096,a-2,1200.5,1500.0,1.28E8,7.9E7,299.1
            """
        let read = try invocations(csv)
        #expect(read.map(\.durationMS) == [1_394.6, 1_200.5])
        #expect(read.map(\.memoryMB.megabytes) == [128, 128])
        #expect(read.map(\.maxMemoryUsedMB) == [79, 79])
        #expect(read.map(\.cold) == [false, true])
        #expect(read.map(\.initDurationMS) == [nil, 299.1])
    }

    @Test func `Logs Insights JSON is read from its message or its fields`() throws {
        let json = """
            [{"@timestamp":"2026-06-25 23:59:41.096","@message":"REPORT RequestId: a\\tDuration: \
            5.50 ms\\tBilled Duration: 6 ms\\tMemory Size: 512 MB\\tMax Memory Used: 70 MB\\t\\n"},
             {"@duration":"7.25","@memorySize":"1.024E9","@billedDuration":"8.0"}]
            """
        #expect(try figures(json) == [[512, 5.5], [1_024, 7.25]])
    }

    @Test func `Logs Insights API results are read`() throws {
        let json = """
            {"results":[[{"field":"@duration","value":"1394.6"},{"field":"@memorySize","value":\
            "1.28E8"},{"field":"@ptr","value":"x"}]],"statistics":{},"status":"Complete"}
            """
        #expect(try figures(json) == [[128, 1_394.6]])
    }

    @Test func `filtered log events are read`() throws {
        let json =
            #"{"events":[{"message":"REPORT RequestId: a\tDuration: 5.50 ms\tBilled "#
            + #"Duration: 6 ms\tMemory Size: 512 MB\tMax Memory Used: 70 MB\t\n","timestamp":1}]}"#
        #expect(try figures(json) == [[512, 5.5]])
    }

    @Test func `a CSV with log groups is one function for each`() throws {
        let csv = """
            @log,@duration,@memorySize
            123456789012:/aws/lambda/thumb,5,1.28E8
            123456789012:/aws/lambda/resize,6,1.28E8
            123456789012:/aws/lambda/thumb,7,1.28E8
            """
        let functions = try imported(csv).functions
        #expect(functions.map(\.name) == ["thumb", "resize"])
        #expect(functions.map(\.seen) == [2, 1])
    }

    @Test(arguments: [
        "128,11722.9\n256,5879.9\n", "memory,duration\n128,11722.9\n256,5879.9\n",
        "Memory (MB);Duration (ms)\r\n128;11722.9\r\n256;5879.9\r\n",
        "\u{FEFF}memory_size\tavg_duration\n128\t11722.9\n256\t5879.9",
        "memory,duration_s\n128,11.7229\n256,5.8799\n",
        "memory,duration\n134217728,11722.9\n268435456,5879.9\n",
    ])
    func `plain CSV is read with or without names and units`(csv: String) throws {
        let read = try figures(csv)
        #expect(read.map { $0[0] } == [128, 256])
        for (figure, truth) in zip(read, [11_722.9, 5_879.9]) {
            #expect(abs(figure[1] - truth) < 1e-6)
        }
    }

    /// The link in the README of aws-lambda-power-tuning, decoded with Python's struct module.
    static let link =
        "https://lambda-power-tuning.show/#gAAAAQACAAQABsAL;ZooQR4yvkUa/pQRGRC5zRaADHU"
        + "VjOftE;QdWhOEMkoziDT5Q4xhiIOMYYiDi6RNc4"

    @Test func `a share link is read and leaves a caution that it holds means`() throws {
        let function = try #require(try imported(Self.link).functions.first)
        #expect(
            function.invocations.map(\.memoryMB.megabytes) == [128, 256, 512, 1_024, 1_536, 3_008]
        )
        #expect(abs(function.invocations[0].durationMS - 37_002.4) < 0.1)
        #expect(abs(function.invocations[5].durationMS - 2_009.8) < 0.1)
        #expect(function.cautions.map(\.code) == ["means-only"])
    }

    @Test func `power-tuning output is read by its statistics, its link or its answer`() throws {
        let answer = #""power":"256","cost":2.08e-7,"duration":2.9"#
        let stats =
            #""stats":[{"value":128,"averagePrice":2e-7,"averageDuration":5.5},"#
            + #"{"value":256,"averagePrice":2e-7,"averageDuration":2.9}]"#
        let machine =
            #""stateMachine":{"executionCost":0.0003,"lambdaCost":0.001,"#
            + #""visualization":""# + Self.link + #""}"#
        #expect(try figures("{\(answer),\(stats)}") == [[128, 5.5], [256, 2.9]])
        #expect(try figures("{\(answer),\(machine)}").count == 6)
        #expect(try figures("{\(answer)}") == [[256, 2.9]])
    }

    @Test func `Compute Optimizer's expectations are marked as projected`() throws {
        let json = """
            {"lambdaFunctionRecommendations":[{"functionArn":"arn:aws:lambda:us-east-1:1:function:t\
            humb:$LATEST","currentMemorySize":512,"utilizationMetrics":[{"name":"Duration",\
            "statistic":"Maximum","value":90},{"name":"Duration","statistic":"Average","value":41.5\
            }],"memorySizeRecommendationOptions":[{"rank":1,"memorySize":256,\
            "projectedUtilizationMetrics":[{"name":"Duration","statistic":"Expected","value":80}]}]\
            }]}
            """
        let function = try #require(try imported(json).functions.first)
        #expect(function.name == "thumb")
        #expect(function.invocations.map(\.memoryMB.megabytes) == [512, 256])
        #expect(function.invocations.map(\.durationMS) == [41.5, 80])
        #expect(function.invocations.map(\.projected) == [false, true])
    }

    @Test func `what is none of these is refused with what would be read`() {
        #expect(throws: ImportFailure.unknownFormat(name: "link")) {
            try imported("hello\nworld\n")
        }
        #expect(throws: ImportFailure.empty(name: "link")) { try imported("") }
        #expect(throws: ImportFailure.wideEncoding(name: "link")) {
            try ImportedInput.file(path: folder.write("link", [0xFF, 0xFE, 0x52, 0x00]))
                .read(ImportOptions(name: "f"))
        }
    }
}
