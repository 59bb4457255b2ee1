import AWSLambda
import Foundation
import Testing

struct InspectionTests {
    @Test(arguments: [
        (
            #"{"CapacityProviderConfig":{"LambdaManagedInstancesCapacityProviderConfig":{}}}"#,
            FunctionRefusal.managedInstances
        ),
        (#"{"SnapStart":{"ApplyOn":"PublishedVersions"}}"#, .snapStart),
        (#"{"DurableConfig":{"RetentionPeriodInDays":1}}"#, .durable),
        (#"{"TenancyConfig":{"TenantIsolationMode":"PER_TENANT"}}"#, .tenantIsolation),
        (#"{"LoggingConfig":{"LogFormat":"JSON","SystemLogLevel":"WARN"}}"#, .reportsSuppressed),
        (#"{"LastUpdateStatus":"InProgress"}"#, .changing),
        (#"{"State":"Failed","StateReason":"no subnet"}"#, .failed(reason: "no subnet")),
    ])
    func `a function that cannot be tuned is refused by name`(
        extra: String,
        refusal: FunctionRefusal
    ) async throws {
        let harness = try Harness()
        let extras = Data(extra.utf8)
        await harness.lambda.configure { lambda in
            lambda.extras =
                (try? JSONSerialization.jsonObject(with: extras)) as? [String: any Sendable] ?? [:]
        }
        let inspection = try await Inspection(of: harness.api())
        #expect(throws: DeploymentFailure.refused(refusal)) { try inspection.checkPublishable() }
        #expect(await harness.lambda.changes == 0)
    }

    @Test(arguments: [
        #"{"PackageType":"Image"}"#, #"{"VpcConfig":{"VpcId":"vpc-1"}}"#,
        #"{"SnapStart":{"ApplyOn":"None","OptimizationStatus":"Off"}}"#,
    ])
    func `images, functions in a VPC and SnapStart switched off are fine`(extra: String)
        async throws
    {
        let harness = try Harness()
        let extras = Data(extra.utf8)
        await harness.lambda.configure { lambda in
            lambda.extras =
                (try? JSONSerialization.jsonObject(with: extras)) as? [String: any Sendable] ?? [:]
        }
        try await Inspection(of: harness.api()).checkPublishable()
    }

    @Test func `reserved concurrency of 0 and leftovers of another run are refused`() async throws {
        let harness = try Harness()
        await harness.lambda.configure { $0.reserved = 0 }
        let off = try await Inspection(of: harness.api())
        #expect(throws: DeploymentFailure.refused(.switchedOff)) { try off.checkPublishable() }
        let name = "lambda-tuner-temporary-ffffffff-128-1"
        await harness.lambda.configure { lambda in
            lambda.reserved = nil
            lambda.aliases[name] = AliasConfiguration(name: name, functionVersion: "2")
        }
        let left = try await Inspection(of: harness.api())
        #expect(throws: DeploymentFailure.refused(.leftovers(aliases: [name]))) {
            try left.checkPublishable()
        }
    }

    @Test func `the policy reaches this function only and can never delete it`() async throws {
        let harness = try Harness()
        let inspection = try await Inspection(of: harness.api())
        for purpose in [AccessPolicy.Purpose.tune, .rollout] {
            let policy = AccessPolicy(
                for: purpose,
                subject: subject(inspection)
            )
            for statement in policy.statements where statement.actions[0].hasPrefix("lambda:") {
                #expect(statement.resources.allSatisfy { $0.hasPrefix(inspection.functionArn) })
                #expect(!statement.actions.contains { $0.contains("*") })
            }
            let deletion = policy.statements.filter { $0.actions.contains("lambda:DeleteFunction") }
            #expect(deletion.map(\.resources) == [["\(inspection.functionArn):*"]])
        }
    }

    @Test func `every call of a run is allowed by its policy`() async throws {
        let harness = try Harness()
        let journal = try FileJournal.begin(at: harness.journalPath)
        _ = try await harness.publish([128], journal: journal)
        journal.close()
        try await harness.restore()
        let inspection = try await Inspection(of: harness.api())
        let allowed = AccessPolicy(
            for: .tune,
            subject: subject(inspection)
        ).statements.flatMap(\.actions)
        let used = await harness.lambda.log.map(action)
        #expect(Set(used).subtracting(allowed) == [])
    }

    @Test func `a policy for a function that cannot be looked at needs its ARN`() throws {
        let arn = "arn:aws-cn:lambda:cn-north-1:123456789012:function:f"
        #expect(PolicySubject(unseen: try FunctionName(text: arn))?.functionArn == arn)
        #expect(PolicySubject(unseen: try FunctionName(text: "f")) == nil)
    }

    private func subject(_ inspection: Inspection) -> PolicySubject {
        PolicySubject(functionArn: inspection.functionArn, configuration: inspection.latest)
    }

    /// The IAM action of a request, by the Service Authorization Reference.
    private func action(_ request: HTTPRequest) -> String {
        let resource = request.path.split(separator: "/").dropFirst(3).first ?? ""
        switch (request.method, resource) {
        case ("GET", "configuration"): return "lambda:GetFunctionConfiguration"
        case ("PUT", "configuration"): return "lambda:UpdateFunctionConfiguration"
        case ("GET", "versions"): return "lambda:ListVersionsByFunction"
        case ("POST", "versions"): return "lambda:PublishVersion"
        case ("GET", "aliases"): return "lambda:ListAliases"
        case ("POST", "aliases"): return "lambda:CreateAlias"
        case ("DELETE", "aliases"): return "lambda:DeleteAlias"
        case ("DELETE", ""): return "lambda:DeleteFunction"
        case ("GET", "concurrency"): return "lambda:GetFunctionConcurrency"
        default: return "unknown \(request.method) \(request.path)"
        }
    }

    @Test func `tracing and VPC bring what the function itself needs`() throws {
        let text = """
            {"FunctionName":"f","FunctionArn":"arn:aws:lambda:eu-west-1:1:function:f","Version":"$LATEST",
            "MemorySize":128,"Timeout":3,"CodeSha256":"c","RevisionId":"r",
            "TracingConfig":{"Mode":"Active"},"VpcConfig":{"VpcId":"vpc-1"}}
            """
        let configuration = try JSONDecoder()
            .decode(FunctionConfiguration.self, from: Data(text.utf8))
        func actions(_ purpose: AccessPolicy.Purpose) -> [String] {
            AccessPolicy(
                for: purpose,
                subject: PolicySubject(
                    functionArn: configuration.functionArn,
                    configuration: configuration
                )
            ).statements.flatMap(\.actions)
        }
        #expect(actions(.executionRole).contains("xray:PutTraceSegments"))
        #expect(actions(.executionRole).contains("ec2:CreateNetworkInterface"))
        #expect(actions(.tune).contains("ec2:DescribeSubnets"))
        #expect(!actions(.tune).contains("xray:PutTraceSegments"))
        #expect(
            actions(.readOnly).sorted() == [
                "lambda:GetFunctionConfiguration", "logs:GetQueryResults", "logs:StartQuery",
            ]
        )
    }
}
