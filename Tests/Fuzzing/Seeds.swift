import Foundation

extension Parser {
    /// Sound inputs to begin from, one or more of each kind that the parser knows.
    var seeds: [[UInt8]] {
        switch self {
        case .inflate, .zip:
            encodedSeeds.map { Array(Data(base64Encoded: $0) ?? Data()) }
        default: textSeeds.map { Array($0.utf8) }
        }
    }

    /// DEFLATE data with dynamic and with fixed codes, and a zip of three entries, made with
    /// Python's zlib and zipfile.
    private var encodedSeeds: [String] {
        self == .zip
            ? [Seeds.archive]
            : ["y0jMS8lJLVLIQKOT8vNLikuKEguQWAaGRsYmpmbmFpYYygelNgA=", "y0jNyclXyECQAA=="]
    }

    private var textSeeds: [String] {
        switch self {
        case .log: Seeds.logs
        case .table: Seeds.tables
        case .document: Seeds.documents
        case .link: [Seeds.link]
        case .samples: Seeds.samples
        case .record: [Seeds.record]
        case .template: Seeds.templates
        case .prices: [Seeds.prices]
        case .trace: ["0,10\n60,12\n120,0\n", "# log\nsecond\n0.5\n0.75\n3\n"]
        case .prediction: [Seeds.task]
        case .keys: Seeds.keys
        case .memory: ["1792", "1,792 MB", "1.5GB"]
        case .inflate, .zip: []
        case .text: ["a\u{1B}[31m\u{200B}👩‍💻é\u{202E}x", "｡ﾟ日本語\t\u{9B}2J"]
        case .markup: ["<a href=\"x\">'&'</a>", "[x](y)|`z`\n# h", "=1+1,\"q\""]
        case .runtime: Seeds.runtimeRequests
        case .datagram: Seeds.datagrams
        case .endpoint: Seeds.serviceRequests
        case .configuration: Seeds.configurations
        case .answers: Seeds.answers
        case .tail: Seeds.logs
        case .journal: Seeds.journal
        case .names: Seeds.names
        }
    }
}

/// The inputs themselves.
enum Seeds {
    static let archive =
        "UEsDBBQAAAAIAAAAIVzcpvDsFQAAABsAAAAJAAAAYm9vdHN0cmFwU1bUT8rM0y/O4EpNzs"
        + "hXyMiEIy4AUEsDBBQAAAAAAAAAIVwAAAAAAAAAAAAAAAAEAAAAbGliL1BLAwQUAAAAAAAA"
        + "ACFcC/lDVgYAAAAGAAAACQAAAGxpYi9hLnR4dHN0b3JlZFBLAQIUAxQAAAAIAAAAIVzcpv"
        + "DsFQAAABsAAAAJAAAAAAAAAAAAAACAAQAAAABib290c3RyYXBQSwECFAMUAAAAAAAAACFc"
        + "AAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAgAE8AAAAbGliL1BLAQIUAxQAAAAAAAAAIVwL+U"
        + "NWBgAAAAYAAAAJAAAAAAAAAAAAAACAAV4AAABsaWIvYS50eHRQSwUGAAAAAAMAAwCgAAAA"
        + "iwAAAAAA"

    static let report =
        "REPORT RequestId: 11111111-2222-3333-4444-555555555555\tDuration: 7.25 ms\t"
        + "Billed Duration: 8 ms\tMemory Size: 256 MB\tMax Memory Used: 30 MB"

    static let logs = [
        report + "\tInit Duration: 120.50 ms\t\n" + report + "\n",
        "2026-01-02T03:04:05.678Z " + report + "\tStatus: error\tError Type: Runtime.ExitError\n",
        "2026-01-02T03:04:05 11111111-2222-3333-4444-555555555555 Task timed out after 3.00 "
            + "seconds\n" + report,
        #"{"time":"2026-01-02T03:04:05Z","type":"platform.report","record":{"requestId":"a","#
            + #""status":"success","metrics":{"durationMs":1.5,"billedDurationMs":2,"#
            + #""memorySizeMB":128,"maxMemoryUsedMB":40,"initDurationMs":99.1}}}"#,
    ]

    static let tables = [
        "@timestamp,@requestId,@duration,@billedDuration,@memorySize,@maxMemoryUsed,@initDuration\n"
            + "2026-01-02 03:04:05.000,a,\"5.5\",6,1.28E8,3.1E7,\n",
        "memory,duration\n128,10.5\n256,5\n", "128;10,5\n256;5,25\n",
        "memoryMB,strategy,durationMS,billedDurationMS,cold,status,source,sequence\n"
            + "128,single,1.5,2,false,success,local,1\n",
    ]

    static let documents = [
        #"{"power":512,"cost":1e-7,"duration":10.5,"stateMachine":{"executionCost":0.0003,"#
            + #""lambdaCost":0.01,"visualization":""# + link + #""}}"#,
        #"{"stats":[{"value":128,"averagePrice":2e-9,"averageDuration":5}]}"#,
        #"[{"@duration":"5","@memorySize":"1.28E8"}]"#,
        #"{"results":[[{"field":"@duration","value":"5"},"#
            + #"{"field":"@memorySize","value":"1.28E8"}]]}"#,
        #"{"events":[{"message":"\#(report)","timestamp":1}]}"#,
        #"{"lambdaFunctionRecommendations":[{"functionArn":"#
            + #""arn:aws:lambda:us-east-1:1:function:f","currentMemorySize":128,"utilizationMetrics":[{"name":"Duration","#
            + #""statistic":"Average","value":5}]}]}"#,
        #"{"output":"{\"stats\":[{\"value\":128,\"averageDuration\":5}]}"}"#,
    ]

    static let link =
        "https://lambda-power-tuning.show/#gAAAAQACAAQABsAL;ZooQR4yvkUa/pQRGRC5zRaADHU"
        + "VjOftE;QdWhOEMkoziDT5Q4xhiIOMYYiDi6RNc4"

    static let samples = [
        #"{"billedDurationMS":8,"cold":false,"cpuMS":7,"durationMS":7.25,"memoryMB":128,"#
            + #""projected":false,"sequence":3,"source":"local","startedAt":1795000000.5,"#
            + #""status":"success","strategy":"single","warmUp":false}"#
    ]

    static let record =
        #"{"schemaVersion":1,"toolVersion":"0.1.0","createdAt":1795000000,"command":["a"],"#
        + #""function":{"name":"f","kind":"workload"},"plan":{"memory":[128],"strategies":["#
        + #""single"]},"platform":{"megabytesPerVCPU":1792},"architecture":"x86_64","#
        + #""source":"local","cautions":[],"isComplete":true}"#

    static let templates = [
        """
        Transform: AWS::Serverless-2016-10-31 # comment
        Parameters: {Memory: {Type: Number, Default: 512}}
        Globals: {Function: {MemorySize: &m 256, Timeout: 3}}
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              MemorySize: !Ref Memory
              InlineCode: |
                x = 1
              Tags: *m
        """,
        #"{"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"MemorySize":128,"#
            + #""Code":{"ZipFile":"x"},"Layers":[],"VpcConfig":{"SubnetIds":[{"Ref":"S"}]}}}}}"#,
        #"{"resource":{"aws_lambda_function":{"f":{"memory_size":128,"timeout":3}}}}"#,
        "service: s\nprovider: {name: aws, memorySize: 512}\nfunctions:\n  f: {handler: h.x}\n",
    ]

    static let prices =
        #"{"asOf":"2026-11-24","source":"s","regions":{"us-east-1":{"currency":"USD","request":"#
        + #""0.0000002","x86_64":{"duration":[{"upToGBSeconds":6,"price":"0.0000166667"},"#
        + #"{"price":"0.000015"}],"provisionedConcurrency":"0.0000041667"}}}}"#

    static let task =
        #"{"dataset":"d","function":"f","arch":"x86_64","trained_on":[128,1024],"train":{"128":"#
        + #"{"ms":1327.6,"n":10},"1024":{"ms":170.5,"n":10,"sd":2,"samples":[170,171]}},"#
        + #""predict":[256,512]}"#

    static let keys = [
        "a\u{1B}[1;5A\u{1B}OP\u{1B}[<0;10;20M\u{1B}[200~paste\u{1B}[201~é\u{1B}[3~\u{1B}x\r",
        "\u{1B}]11;rgb:0000/0000/0000\u{07}\u{1B}[?1;2c",
    ]
}
