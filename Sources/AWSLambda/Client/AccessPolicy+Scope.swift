/// The statements that are put together, for one function.
struct Scope {
    typealias Statement = AccessPolicy.Statement

    let subject: PolicySubject

    private var functionArn: String { subject.functionArn }

    var reading: [Statement] {
        [
            Statement(
                sid: "ReadTheFunction",
                actions: [
                    "lambda:GetFunctionConfiguration", "lambda:GetFunctionConcurrency",
                    "lambda:ListAliases", "lambda:ListVersionsByFunction",
                ],
                resources: [functionArn, "\(functionArn):*"]
            )
        ]
    }

    var configurationOnly: Statement {
        Statement(
            sid: "ReadTheFunction",
            actions: ["lambda:GetFunctionConfiguration"],
            resources: [functionArn]
        )
    }

    var publishing: [Statement] {
        var statements = [
            Statement(
                sid: "PublishSettings",
                actions: ["lambda:PublishVersion", "lambda:UpdateFunctionConfiguration"],
                resources: [functionArn]
            ),
            // Without this suffix the permission would reach the function itself.
            Statement(
                sid: "DeleteVersionsOnly",
                actions: ["lambda:DeleteFunction"],
                resources: ["\(functionArn):*"]
            ),
        ]
        if subject.isInVPC {
            statements.append(
                Statement(
                    sid: "ChangeAFunctionInAVPC",
                    actions: [
                        "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
                    ],
                    resources: ["*"]
                )
            )
        }
        return statements
    }

    var measuring: [Statement] {
        [
            Statement(
                sid: "TemporaryAliases",
                actions: ["lambda:CreateAlias", "lambda:DeleteAlias"],
                resources: [functionArn, "\(functionArn):\(RunMark.aliasPrefix)*"]
            ),
            Statement(
                sid: "InvokeTemporaryAliasesOnly",
                actions: ["lambda:InvokeFunction"],
                resources: ["\(functionArn):\(RunMark.aliasPrefix)*"]
            ),
        ]
    }

    var routing: [Statement] {
        [
            Statement(
                sid: "MoveAliases",
                actions: ["lambda:UpdateAlias"],
                resources: [functionArn, "\(functionArn):*"]
            ),
            Statement(
                sid: "WatchTheNewVersion",
                actions: ["cloudwatch:GetMetricData"],
                resources: ["*"]
            ),
        ]
    }

    var logReading: [Statement] {
        [
            Statement(
                sid: "QueryTheLogs",
                actions: ["logs:StartQuery"],
                resources: ["\(logGroupArn):*"]
            ),
            Statement(sid: "ReadTheAnswers", actions: ["logs:GetQueryResults"], resources: ["*"]),
        ]
    }

    var executionRole: [Statement] {
        var statements = [
            Statement(
                sid: "WriteLogs",
                actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                resources: ["\(logGroupArn):*"]
            )
        ]
        if subject.isTraced {
            statements.append(
                Statement(
                    sid: "WriteTraces",
                    actions: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
                    resources: ["*"]
                )
            )
        }
        if subject.isInVPC {
            statements.append(
                Statement(
                    sid: "AttachToTheVPC",
                    actions: [
                        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface", "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
                    ],
                    resources: ["*"]
                )
            )
        }
        return statements
    }

    private var logGroupArn: String {
        let parts = functionArn.split(separator: ":").map(String.init)
        let prefix = parts.count >= 5 ? "\(parts[0]):\(parts[1]):logs:\(parts[3]):\(parts[4])" : "*"
        return "\(prefix):log-group:\(subject.logGroup)"
    }
}
