import Foundation
import Interchange
import LambdaPlatform
import TestSupport
import Testing

struct TemplateWritingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A template with the places that differ filled in.
    struct Variant: Sendable, CustomStringConvertible {
        let description: String
        let text: String
        /// The lines that may differ afterwards, counted from 1.
        let changedLines: [Int]
    }

    /// Ways to write the function's memory in block YAML: the lines, and which of them changes.
    private static let memories: [(name: String, lines: [String], parameter: String?)] = [
        ("plain", ["      MemorySize: 512"], nil),
        ("commented", ["      MemorySize: 512   # do not touch: see PR 12"], nil),
        ("single quotes", ["      MemorySize: '512'"], nil),
        ("double quotes", ["      MemorySize: \"512\""], nil),
        ("next line", ["      MemorySize:", "        512"], nil),
        ("reference", ["      MemorySize: !Ref Mem"], "    Default: 512 # small"),
        ("long reference", ["      MemorySize:", "        Ref: Mem"], "    Default: '512'"),
        ("quoted key", ["      \"MemorySize\": 512"], nil),
    ]

    private static func yaml(
        _ memory: (name: String, lines: [String], parameter: String?),
        ending: String,
        mark: String,
        first: String
    ) -> Variant {
        var lines = [first]
        lines += [
            "Parameters:", "  Mem:", "    Type: Number", memory.parameter ?? "    Default: 1",
        ]
        lines += ["Transform: AWS::Serverless-2016-10-31", "Resources:", "  F:"]
        lines += ["    Type: AWS::Serverless::Function   # the one", "    Properties:"]
        lines += ["      Handler: app.λ_handler", "      Role: !GetAtt R.Arn"]
        lines += memory.lines
        lines += ["      Environment: {Variables: {A: !Sub '${AWS::Region}-512', B: \"512\"}}", ""]
        let changed = memory.parameter != nil ? 5 : 13 + memory.lines.count - 1
        return Variant(
            description:
                "\(memory.name), \(ending == "\n" ? "LF" : "CR LF"), \(mark.count), \(first)",
            text: mark + lines.joined(separator: ending),
            changedLines: [changed]
        )
    }

    /// Every way to write memory, with both line endings, with and without mark and first comment.
    static let variants: [Variant] = memories.flatMap { memory in
        ["\n", "\r\n"].flatMap { ending in
            ["", "\u{FEFF}"].flatMap { mark in
                ["Description: ä 512 😀", "# 512"].map {
                    yaml(memory, ending: ending, mark: mark, first: $0)
                }
            }
        }
    }

    /// Lines without their newlines; a carriage return stays, which a split by character would lose.
    private static func lines(of text: String) -> [String] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
    }

    @Test(arguments: variants)
    func `only the number changes`(variant: Variant) throws {
        let template = try Template(text: variant.text, name: "t.yaml")
        #expect(template.functions.map(\.memory.value) == [512])
        let change = try template.setting(MemorySetting(megabytes: 1_792), of: "F")
        let before = Self.lines(of: variant.text)
        let after = Self.lines(of: change.text)
        #expect(before.count == after.count)
        let different = zip(before, after).enumerated().filter { $1.0 != $1.1 }.map {
            $0.offset + 1
        }
        #expect(different == variant.changedLines)
        for line in different {
            #expect(after[line - 1] == before[line - 1].replacing("512", with: "1792"))
        }
        let read = try Template(text: change.text, name: "t.yaml")
        #expect(read.functions.map(\.memory.value) == [1_792])
    }

    @Test(arguments: [
        "{\"Resources\":{\"F\":{\"Type\":\"AWS::Lambda::Function\",\"Properties\":{\"MemorySize\":512}}}}",
        "{\"Resources\": {\"F\": {\"Type\": \"AWS::Lambda::Function\",\n\t\"Properties\": {\n\t\t"
            + "\"Handler\": \"a\",\n\t\t\"MemorySize\": \"512\"\n\t}}}}",
        "{\"Parameters\":{\"M\":{\"Default\":512}},\"Resources\":{\"F\":{\"Type\":"
            + "\"AWS::Lambda::Function\",\"Properties\":{\"MemorySize\":{\"Ref\":\"M\"}}}}}",
    ])
    func `JSON templates change in the number alone`(json: String) throws {
        let template = try Template(text: json, name: "t.json")
        let change = try template.setting(MemorySetting(megabytes: 1_792), of: "F")
        #expect(change.text == json.replacing("512", with: "1792"))
    }

    @Test(arguments: [
        ("      Handler: a\n", "      MemorySize: 1792\n      Handler: a\n"),
        ("      {Handler: a, Runtime: b}\n", "      {MemorySize: 1792, Handler: a, Runtime: b}\n"),
        ("      \"Handler\": a\n", "      \"MemorySize\": 1792\n      \"Handler\": a\n"),
    ])
    func `a function without memory gets one line of its own`(
        properties: String,
        expected: String
    ) throws {
        let head = "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n"
        let template = try Template(text: head + properties, name: "t.yaml")
        #expect(template.functions.map(\.memory.origin) == [.platform])
        let change = try template.setting(MemorySetting(megabytes: 1_792), of: "F")
        #expect(change.text == head + expected)
    }

    @Test func `a JSON function without memory gets one in its own style`() throws {
        let head = "{\"Resources\": {\"F\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {"
        for gap in ["", " ", "\n\t\t"] {
            let template = try Template(text: head + gap + "\"Handler\": \"a\"}}}}", name: "t.json")
            let change = try template.setting(MemorySetting(megabytes: 1_792), of: "F")
            let next = gap.contains("\n") ? gap : " "
            let expected = head + gap + "\"MemorySize\": 1792," + next + "\"Handler\": \"a\"}}}}"
            #expect(change.text == expected)
        }
    }

    private static let globals = """
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function:
            MemorySize: 256  # all
            Timeout: 10
        Resources:
          A:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a
          B:
            Type: AWS::Serverless::Function
            Properties:
              MemorySize: 512

        """

    @Test func `Globals change for all that have no number of their own`() throws {
        let template = try Template(text: Self.globals, name: "t.yaml")
        #expect(template.functions.map(\.memory.value) == [256, 512])
        let change = try template.settingGlobals(MemorySetting(megabytes: 1_792))
        #expect(change.text == Self.globals.replacing("256", with: "1792"))
        #expect(change.alsoAffects == ["A"])
        let own = try template.setting(MemorySetting(megabytes: 1_792), of: "A")
        #expect(
            try Template(text: own.text, name: "t").functions.map(\.memory.value) == [1_792, 512]
        )
    }

    @Test func `what a parameter sets for others is told`() throws {
        let text = """
            Parameters: {M: {Type: Number, Default: 512}}
            Resources:
              A: {Type: 'AWS::Lambda::Function', Properties: {MemorySize: !Ref M}}
              B: {Type: 'AWS::Lambda::Function', Properties: {MemorySize: {Ref: M}}}
            """
        let template = try Template(text: text, name: "t.yaml")
        let change = try template.setting(MemorySetting(megabytes: 1_792), of: "A")
        #expect(change.alsoAffects == ["B"])
        #expect(change.text == text.replacing("512", with: "1792"))
    }

    @Test func `a file keeps its byte order mark`() throws {
        let body = "Resources: {F: {Type: 'AWS::Lambda::Function', Properties: {MemorySize: 512}}}"
        let path = try folder.write("t.yaml", [0xEF, 0xBB, 0xBF] + Array(body.utf8))
        let template = try Template(path: path)
        let change = try template.setting(MemorySetting(megabytes: 1_792), of: "F")
        try Template.write(change, to: path)
        let written = try Data(contentsOf: URL(filePath: path))
        let expected = body.replacing("512", with: "1792")
        #expect(Array(written) == [0xEF, 0xBB, 0xBF] + Array(expected.utf8))
    }

    @Test(arguments: [
        "!FindInMap [a, b, c]", "!If [X, 512, 1024]", "!Sub '${M}'", "0x200",
        "{'Fn::If': [X, 1, 2]}",
        "!Ref NoSuchParameter",
    ])
    func `a computed number is refused with its line`(value: String) throws {
        let text =
            "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n"
            + "      MemorySize: \(value)\n"
        let template = try Template(text: text, name: "t.yaml")
        #expect(template.functions.map(\.memory.origin) == [.computed])
        #expect(throws: TemplateFailure.self) {
            try template.setting(MemorySetting(megabytes: 1_792), of: "F")
        }
    }

    @Test func `an alias that others share is refused`() throws {
        let text = """
            Resources:
              A: {Type: 'AWS::Lambda::Function', Properties: {MemorySize: &m 512}}
              B: {Type: 'AWS::Lambda::Function', Properties: {MemorySize: *m}}
            """
        let template = try Template(text: text, name: "t.yaml")
        #expect(throws: TemplateFailure.shared(name: "t.yaml", function: "B", line: 3)) {
            try template.setting(MemorySetting(megabytes: 1_792), of: "B")
        }
    }

    @Test func `other kinds of files are listed and not written`() throws {
        let terraform = """
            {"resource":{"aws_lambda_function":{"f":{"memory_size":256,"timeout":7,
            "architectures":["arm64"]},"g":{}}}}
            """
        let functions = try Template(text: terraform, name: "main.tf.json").functions
        #expect(functions.map(\.memory.value) == [256, 128])
        #expect(functions.map(\.timeoutS) == [7, 3])
        #expect(functions.map(\.architecture) == [.arm64, .x86_64])

        let serverless =
            "service: s\nprovider: {name: aws, timeout: 9}\nfunctions:\n  f: {handler: a}\n"
            + "  g: {memorySize: 3008, architecture: arm64}\n"
        let template = try Template(text: serverless, name: "serverless.yml")
        #expect(template.functions.map(\.memory.value) == [1_024, 3_008])
        #expect(template.functions.map(\.timeoutS) == [9, 9])
        #expect(throws: TemplateFailure.readOnly(name: "serverless.yml", format: "serverless.yml"))
        {
            try template.setting(MemorySetting(megabytes: 1_792), of: "f")
        }
    }

    private static let bomb: String = {
        let levels = (1...30).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1)]" }
        return "l0: &l0 [a, b]\n" + levels.joined(separator: "\n") + "\nResources: {}\n"
    }()

    @Test(arguments: [
        bomb, String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
        String(repeating: "{a: ", count: 50_000), "a: *nobody", "Resources: {A: 1, A: 2}",
        "Resources:\n\tF: 1", "\u{0}", "", "just text", "Resources: [", "%YAML 9.9\n---\n",
        "Resources:\n  F: &x\n    Type: *x\n",
    ])
    func `what is no template is refused with a sentence`(text: String) {
        #expect(throws: TemplateFailure.self) { try Template(text: text, name: "t.yaml") }
    }
}
