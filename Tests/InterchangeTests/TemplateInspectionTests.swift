import Foundation
import Interchange
import Testing

struct TemplateInspectionTests {
    private func rules(
        _ text: String,
        _ circumstances: TemplateInspection.Circumstances = .init()
    ) throws -> [TemplateRule] {
        let template = try Template(text: text, name: "t.yaml")
        return TemplateInspection(of: template, under: circumstances).findings.map(\.rule)
    }

    private func function(_ properties: String) -> String {
        let lines = properties.split(separator: "\n").map { "      \($0)" }
        return "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n"
            + lines.joined(separator: "\n") + "\n"
    }

    /// Each trap, and beside it what avoids it.
    @Test(arguments: [
        ("MemorySize: 64", TemplateRule.memoryRange, "MemorySize: 128"),
        ("EphemeralStorage: {Size: 20000}", .storageRange, "EphemeralStorage: {Size: 10240}"),
        (
            "Runtime: java21\nCode: {ZipFile: x}", .inlineRuntime,
            "Runtime: python3.13\nCode: {ZipFile: 'import json'}"
        ),
        (
            "Runtime: python3.13\nCode: {ZipFile: \"import json\\nimport requests\"}",
            .inlineDependency, "Runtime: python3.13\nCode: {ZipFile: 'import boto3'}"
        ),
        (
            "Runtime: nodejs22.x\nCode: {ZipFile: \"const a = require('axios')\"}",
            .inlineDependency, "Runtime: nodejs22.x\nCode: {ZipFile: \"require('node:fs')\"}"
        ),
        (
            "Code: {S3Bucket: b, S3Key: build/app.zip}", .unversionedCode,
            "Code: {S3Bucket: b, S3Key: build/app.zip, S3ObjectVersion: x}"
        ),
        (
            "Code: {S3Bucket: b, S3Key: latest.zip}", .unversionedCode,
            "Code: {S3Bucket: b, S3Key: 3fa85f6457174562.zip}"
        ),
        ("Layers: [a, b, c, d, e, f]", .tooManyLayers, "Layers: [a, b, c, d, e]"),
        (
            "ReservedConcurrentExecutions: 950", .reservedConcurrency,
            "ReservedConcurrentExecutions: 900"
        ),
    ])
    func `a trap is found and its remedy is not`(
        trap: String,
        rule: TemplateRule,
        remedy: String
    ) throws {
        #expect(try rules(function(trap)) == [rule])
        #expect(try rules(function(remedy)).isEmpty)
    }

    @Test func `inline code of more than 4 MB is found`() throws {
        let code = String(repeating: "x", count: (4 << 20) + 1)
        #expect(
            try rules(function("Runtime: python3.13\nCode: {ZipFile: \(code)}")) == [.inlineSize]
        )
    }

    @Test func `packages over the limits are found`() throws {
        let circumstances = TemplateInspection.Circumstances(packageSize: { path in
            path == "big.zip" ? (51 << 20, nil) : path == "folder" ? (nil, 251 << 20) : nil
        })
        #expect(try rules(function("Code: big.zip"), circumstances) == [.packageSize])
        #expect(try rules(function("Code: folder"), circumstances) == [.packageSize])
        #expect(try rules(function("Code: other"), circumstances).isEmpty)
    }

    @Test func `a timeout below the measured p99 is found`() throws {
        let slow = TemplateInspection.Circumstances(p99MS: ["F": 3_100])
        #expect(try rules(function("Timeout: 3"), slow) == [.shortTimeout])
        #expect(try rules(function("Timeout: 4"), slow).isEmpty)
    }

    private func network(route: String, destination: String = "0.0.0.0/0", _ more: String = "")
        -> String
    {
        let lines = [
            "  S: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24}}",
            "  T:", "    Type: AWS::EC2::SubnetRouteTableAssociation",
            "    Properties: {SubnetId: !Ref S, RouteTableId: !Ref R}",
            "  D:", "    Type: AWS::EC2::Route", "    Properties:",
            "      RouteTableId: !Ref R", "      DestinationCidrBlock: \(destination)",
            "      \(route): !Ref G",
        ]
        let head = function("VpcConfig: {SubnetIds: [!Ref S]}\n\(more)")
        return head + lines.joined(separator: "\n") + "\n"
    }

    @Test func `a public subnet is found and one behind NAT is not`() throws {
        #expect(try rules(network(route: "GatewayId")) == [.publicSubnet])
        #expect(try rules(network(route: "NatGatewayId")).isEmpty)
    }

    @Test(arguments: [
        ("https://api.example.com/v1", [TemplateRule.noNAT]), ("http://example.org", [.noNAT]),
        ("https://db.internal/x", []), ("https://sqs.eu-central-1.amazonaws.com/1/q", []),
        ("https://10.0.0.7:8080/", []), ("table-name", []),
    ])
    func `an address that no NAT leads to is found`(
        address: String,
        expected: [TemplateRule]
    ) throws {
        let environment = "Environment: {Variables: {TARGET: '\(address)'}}"
        func rules(_ route: String, _ destination: String) throws -> [TemplateRule] {
            try self.rules(network(route: route, destination: destination, environment))
        }
        #expect(try rules("VpcPeeringConnectionId", "10.9.0.0/16") == expected)
        #expect(try rules("NatGatewayId", "0.0.0.0/0").isEmpty)
    }

    @Test func `reserves beyond all reason are found without overflow`() throws {
        let text = function("ReservedConcurrentExecutions: 9223372036854775807")
        let twice = text + text.replacing("Resources:\n", with: "").replacing("  F:", with: "  G:")
        #expect(try rules(twice) == [.reservedConcurrency])
    }

    private func alias(_ properties: String) -> String {
        function("Handler: a")
            + "  A:\n    Type: AWS::Lambda::Alias\n    Properties: {\(properties)}\n"
            + "  O:\n    Type: AWS::Lambda::Alias\n    Properties: {FunctionVersion: '3'}\n"
    }

    @Test(arguments: [
        ("FunctionVersion: !GetAtt O.FunctionVersion", [TemplateRule.aliasTarget]),
        (
            "FunctionVersion: $LATEST, ProvisionedConcurrencyConfig: {Provisioned: 1}",
            [.provisionedLatest]
        ),
        (
            "FunctionVersion: $LATEST, RoutingConfig: {AdditionalVersionWeights: [{FunctionVersion:"
                + " '1', FunctionWeight: 0.5}]}", [.aliasWeights]
        ),
        ("FunctionVersion: '2', ProvisionedConcurrencyConfig: {Provisioned: 1}", []),
    ])
    func `aliases point to versions`(properties: String, expected: [TemplateRule]) throws {
        #expect(try rules(alias(properties)) == expected)
    }

    private func traced(_ policy: String) -> String {
        function("TracingConfig: {Mode: Active}\nRole: !GetAtt R.Arn")
            + "  R:\n    Type: AWS::IAM::Role\n    Properties: {ManagedPolicyArns: [\(policy)]}\n"
    }

    @Test func `tracing needs a permission`() throws {
        #expect(
            try rules(traced("'arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole'"))
                == [.tracingPermission]
        )
        #expect(try rules(traced("'arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess'")).isEmpty)
    }

    @Test func `findings name file and line, and SARIF carries them`() throws {
        let template = try Template(text: function("Handler: a\nMemorySize: 64"), name: "a b.yaml")
        let findings = TemplateInspection(of: template, under: .init()).findings
        #expect(findings.map(\.line) == [6])
        let text = try SARIFLog(findings, toolVersion: "1").text()
        let log = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        #expect(log["version"] as? String == "2.1.0")
        #expect(text.contains("\"ruleId\" : \"memory-range\""))
        #expect(text.contains("\"startLine\" : 6"))
        #expect(text.contains("\"uri\" : \"a%20b.yaml\""))
    }
}
