import Foundation
import Interchange
import LambdaPlatform
import TestSupport
import Testing

/// What git and CloudFormation's own linter say of written templates.
@Suite(
    .enabled(
        if: Tool.named("git") != nil && Tool.named("cfn-lint") != nil,
        "needs git and cfn-lint: pip install cfn-lint"
    )
)
struct TemplateLintTests {
    /// A deployable template and the only lines that may be added when its memory is written.
    private struct Example {
        let file: String
        let text: String
        let added: String
    }

    @Test func `git sees only the memory's lines and cfn-lint nothing new`() throws {
        let written = TemplateExamples.all.map {
            Example(file: $0.file, text: $0.text, added: $0.added)
        }
        let examples = Self.yaml + Self.json + written
        #expect(examples.count >= 50)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for example in examples {
            let url = folder.appending(path: example.file)
            try Data(example.text.utf8).write(to: url)
        }
        let git = try #require(Tool.named("git"))
        let linter = try #require(Tool.named("cfn-lint"))
        let words = ["--format", "parseable"] + examples.map(\.file)
        _ = try git.output(["init", "--quiet"], in: folder)
        _ = try git.output(["add", "--all"], in: folder)
        let before = Self.remarks(try linter.output(words, in: folder))
        for example in examples {
            let path = folder.appending(path: example.file).path
            let template = try Template(path: path)
            let change = try template.setting(MemorySetting(megabytes: 1_792), of: "Fn")
            try Template.write(change, to: path)
            let difference = try git.output(["diff", "-U0", "--", example.file], in: folder)
            // By scalars: a carriage return and a newline are one character.
            let lines = difference.unicodeScalars.split(separator: "\n").map(String.init)
            let added = lines.filter { $0.hasPrefix("+") && !$0.hasPrefix("+++") }
            #expect(added.map { $0.dropFirst() } == [example.added[...]], "\(example.file)")
            let removed = lines.filter { $0.hasPrefix("-") && !$0.hasPrefix("---") }
            #expect(removed.count <= 1, "\(example.file)")
        }
        #expect(Self.remarks(try linter.output(words, in: folder)) == before)
    }
}

extension TemplateLintTests {
    /// File, rule and words of each remark, without its place: a line of its own moves what follows.
    private static func remarks(_ output: String) -> [String] {
        output.split(separator: "\n").map { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            return (fields.prefix(1) + fields.dropFirst(5)).joined(separator: ":")
        }
        .sorted()
    }

    /// Ways to write memory: the lines at the function, and the line after writing 1,792.
    private static let spellings: [(name: String, lines: [String], added: String)] = [
        ("plain", ["@MemorySize: 512"], "@MemorySize: 1792"),
        ("comment", ["@MemorySize: 512   # keep 512"], "@MemorySize: 1792   # keep 512"),
        ("single", ["@MemorySize: '512'"], "@MemorySize: '1792'"),
        ("double", ["@MemorySize: \"512\""], "@MemorySize: \"1792\""),
        ("next", ["@MemorySize:", "@  512"], "@  1792"),
        ("ref", ["@MemorySize: !Ref Mem"], "##Default: 1792  # MB"),
        ("long", ["@MemorySize:", "@  Ref: Mem"], "##Default: 1792  # MB"),
        ("none", [], "@MemorySize: 1792"),
    ]

    /// Eight spellings, for SAM and CloudFormation, with two and four spaces, LF and CR LF by turns,
    /// and two functions in one file for half of them.
    private static var yaml: [Example] {
        var examples: [Example] = []
        for spelling in spellings {
            for isServerless in [true, false] {
                for width in [2, 4] {
                    for isAlone in [true, false] {
                        let name = "\(examples.count)-\(spelling.name).yaml"
                        let lines = template(spelling.lines, isServerless, isAlone)
                        let step = String(repeating: " ", count: width)
                        let ending = examples.count % 3 == 1 ? "\r\n" : "\n"
                        let indent = { (line: String) in
                            line.replacing("@", with: step + step + step)
                                .replacing("#!", with: step).replacing("##", with: step + step)
                        }
                        examples.append(
                            Example(
                                file: name,
                                text: lines.map(indent).joined(separator: ending) + ending,
                                added: indent(spelling.added) + (ending == "\n" ? "" : "\r")
                            )
                        )
                    }
                }
            }
        }
        return examples
    }

    private static func template(
        _ memory: [String],
        _ isServerless: Bool,
        _ isAlone: Bool
    ) -> [String] {
        let type = isServerless ? "AWS::Serverless::Function" : "AWS::Lambda::Function"
        let code =
            isServerless
            ? ["@CodeUri: s3://bucket/key"]
            : [
                "@Code: {S3Bucket: b, S3Key: k/1.2.zip}",
                "@Role: !Sub 'arn:aws:iam::${AWS::AccountId}:role/x'",
            ]
        let other = ["#!Other:", "##Type: \(type)", "##Properties:"] + code + runtime
        var lines = ["# Template ä 😀", "AWSTemplateFormatVersion: '2010-09-09'"]
        if isServerless { lines.append("Transform: AWS::Serverless-2016-10-31") }
        lines += ["Description: >-", "#!a folded: text with 512", "Parameters:", "#!Mem:"]
        lines += ["##Type: Number", "##Default: 512  # MB", "##Description: \"MB: 128\""]
        lines.append("Resources:")
        if !isAlone { lines += other + ["@MemorySize: 1024"] }
        lines += ["#!Fn:", "##Type: \(type)", "##Properties:"]
        lines += memory + code + runtime
        lines += ["@Environment:", "@  Variables: {A: \"512\", B: !Join [\"-\", [a, \"512\"]]}"]
        return lines + ["Outputs:", "#!Mem:", "##Value: !Ref Mem"]
    }

    private static let runtime = ["@Handler: app.handler", "@Runtime: python3.13", "@Timeout: 30"]

    private static var json: [Example] {
        [("512", "1792"), ("\"512\"", "\"1792\"")].enumerated().map { index, number in
            let text = """
                {"AWSTemplateFormatVersion": "2010-09-09",
                 "Resources": {"Fn": {"Type": "AWS::Lambda::Function", "Properties": {
                \t"Code": {"S3Bucket": "b", "S3Key": "k/1.2.zip"},
                \t"MemorySize": \(number.0), "Handler": "a.b", "Runtime": "python3.13",
                \t"Role": "arn:aws:iam::123456789012:role/x"}}}}

                """
            let line =
                "\t\"MemorySize\": \(number.1), \"Handler\": \"a.b\", \"Runtime\": \"python3.13\","
            return Example(file: "\(index).json", text: text, added: line)
        }
    }
}

/// A program that a test drives.
struct Tool {
    /// Where it is.
    let path: String

    /// The first program of a name in PATH.
    static func named(_ name: String) -> Tool? {
        InstalledProgram.named(name).map { Tool(path: $0.path) }
    }

    /// What it writes to standard output.
    func output(_ words: [String], in folder: URL) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = words
        process.currentDirectoryURL = folder
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
