import Interchange
import LambdaPlatform
import Measurement
import Testing

/// Files that other tuners write, made anew from their sources' formats.
struct PeerFormatTests {
    private func figures(_ text: String) throws -> [[Double]] {
        try invocations(text).map { [Double($0.memoryMB.megabytes), $0.durationMS] }
    }

    /// aws-lambda-live-tuner 0.9.0, `cmd/root.go`: one mean for each setting.
    @Test func `live-tuner's CSV is read and leaves a caution that it holds means`() throws {
        let csv = "memory,duration,cost\n128,812.331000,0.0000016924\n192,540.100000,0.0000016878\n"
        let function = try #require(try imported(csv).functions.first)
        #expect(function.invocations.map(\.memoryMB.megabytes) == [128, 192])
        #expect(function.invocations.map(\.durationMS) == [812.331, 540.1])
        #expect(function.cautions.map(\.code) == ["means-only"])
    }

    /// aws-lambda-tuner 2.1, `reporting/service.py`, `generate_json_report`.
    @Test func `aws-lambda-tuner's JSON report gives every run`() throws {
        let json = """
            {"metadata": {"function_arn": "arn:aws:lambda:eu-west-1:123456789012:function:orders",
              "strategy": "balanced", "iterations": 3, "memory_sizes_tested": [256, 512]},
             "results": [
              {"memory_size": 256, "analysis": {"avg_duration": 40}, "test_runs": [
                {"iteration": 1, "duration_ms": 93.5, "billed_duration_ms": 94,
                 "memory_used_mb": 61, "cold_start": true, "status_code": 200, "error": null},
                {"iteration": 2, "duration_ms": 41.25, "billed_duration_ms": 42,
                 "memory_used_mb": 61, "cold_start": false, "status_code": 200, "error": null}]},
              {"memory_size": 512, "test_runs": [
                {"iteration": 1, "duration_ms": 20.5, "billed_duration_ms": 21,
                 "memory_used_mb": 61, "cold_start": false, "status_code": 200,
                 "error": "Unhandled"}]}]}
            """
        let function = try #require(try imported(json).functions.first)
        #expect(function.name == "orders")
        #expect(function.invocations.map(\.memoryMB.megabytes) == [256, 256, 512])
        #expect(function.invocations.map(\.durationMS) == [93.5, 41.25, 20.5])
        #expect(function.invocations.map(\.billedDurationMS) == [94, 42, 21])
        #expect(function.invocations.map(\.cold) == [true, false, false])
        #expect(function.invocations.map(\.status) == [.success, .success, .error])
        #expect(function.invocations.map(\.maxMemoryUsedMB) == [61, 61, 61])
    }

    /// aws-lambda-tuner 2.1, `reporting/export_formats.py`, `_export_json`.
    @Test func `aws-lambda-tuner's JSON export gives every execution`() throws {
        let json =
            #"{"metadata":{"export_format":"json"},"results":{"configurations":[{"memory_mb":1024,"#
            + #""executions":[{"duration":7.5,"billed_duration":8,"cold_start":false,"error":""},"#
            + #"{"duration":80.25,"billed_duration":81,"cold_start":true,"error":null}]}]}}"#
        let read = try invocations(json)
        #expect(read.map(\.durationMS) == [7.5, 80.25])
        #expect(read.map(\.cold) == [false, true])
        #expect(read.map(\.status) == [.success, .success])
    }

    /// The headers of aws-lambda-tuner 2.1, `reporting/service.py` and `export_formats.py`.
    @Test(arguments: [
        "Memory Size (MB),Iteration,Duration (ms),Billed Duration (ms),Memory Used (MB),Cold Start,"
            + "Status Code,Error,Cost per Invocation ($)\n"
            + "256,1,93.50,94,61,True,200,,0.00000039\n"
            + "256,2,41.25,42,61,False,200,Task failed,0.00000018\n",
        "memory_mb,execution_number,duration_ms,billed_duration_ms,cost_usd,cold_start,error,"
            + "success,timestamp\n"
            + "256,1,93.50,94,3.9e-07,True,,True,2024-01-15T14:30:15\n"
            + "256,2,41.25,42,1.8e-07,False,Task failed,False,2024-01-15T14:30:25\n",
    ])
    func `aws-lambda-tuner's CSV gives every run`(csv: String) throws {
        let read = try invocations(csv)
        #expect(read.map(\.durationMS) == [93.5, 41.25])
        #expect(read.map(\.billedDurationMS) == [94, 42])
        #expect(read.map(\.cold) == [true, false])
        #expect(read.map(\.status) == [.success, .error])
    }

    /// The column names of AWS Compute Optimizer User Guide, "Exported files", Lambda functions.
    @Test func `Compute Optimizer's CSV gives what it saw and what it expects`() throws {
        let csv = """
            accountId,functionArn,functionVersion,finding,currentConfiguration_memorySize,\
            utilizationMetrics_durationMaximum,utilizationMetrics_durationAverage,\
            recommendations_count,recommendationOptions_1_configuration_memorySize,\
            recommendationOptions_1_projectedUtilizationMetrics_durationLowerBound,\
            recommendationOptions_1_projectedUtilizationMetrics_durationExpected,\
            recommendationOptions_2_configuration_memorySize,\
            recommendationOptions_2_projectedUtilizationMetrics_durationExpected
            1,arn:aws:lambda:us-east-2:1:function:orders:$LATEST,$LATEST,NotOptimized,1024,90.0,\
            41.5,1,848,40.0,44.25,,
            """
        let function = try #require(try imported(csv).functions.first)
        #expect(function.name == "orders")
        #expect(function.invocations.map(\.memoryMB.megabytes) == [1_024, 848])
        #expect(function.invocations.map(\.durationMS) == [41.5, 44.25])
        #expect(function.invocations.map(\.projected) == [false, true])
        #expect(function.cautions.map(\.code) == ["means-only"])
    }

    /// What `aws stepfunctions describe-execution` prints of aws-lambda-power-tuning 4.4.0.
    @Test func `an execution of power-tuning is read by its output`() throws {
        let output =
            #"{\"power\":256,\"cost\":2.1e-9,\"duration\":5.25,\"stateMachine\":{\"executionCost\":"#
            + #"0.0003,\"lambdaCost\":1e-6,\"visualization\":\"x\"},\"stats\":[{\"averagePrice\":"#
            + #"2.1e-9,\"averageDuration\":10.5,\"value\":128},{\"averagePrice\":2.1e-9,"#
            + #"\"averageDuration\":5.25,\"value\":256}]}"#
        let json =
            #"{"executionArn":"arn:aws:states:eu-west-1:1:execution:x:y","status":"SUCCEEDED","#
            + #""input":"{\"num\":10}","output":""# + output + #""}"#
        #expect(try figures(json) == [[128, 10.5], [256, 5.25]])
    }

    /// aws-lambda-power-tuning-ui: a comparison has two results and two names.
    @Test func `a share link that compares holds two functions`() throws {
        let points = [ShareLink.Point(memoryMB: 128, durationMS: 7.25, costUSD: 1e-7)]
        let series = ["x86 <b>", "arm;64"].map { ShareLink.Series(name: $0, points: points) }
        let functions = try imported(ShareLink(series: series).text).functions
        #expect(functions.map(\.name) == ["x86 <b>", "arm;64"])
        #expect(functions.flatMap(\.invocations).map(\.durationMS) == [7.25, 7.25])
    }
}
