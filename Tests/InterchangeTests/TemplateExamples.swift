/// Templates as teams write them, each with the one line that may change when `Fn` gets 1,792 MB.
enum TemplateExamples {
    static let all: [(file: String, text: String, added: String)] = [
        ("api.yaml", api, "      MemorySize: 1792 # MemorySize: 512 was enough in 2023"),
        ("cron.yaml", cron, "    Properties: {Handler: a.b, MemorySize: 1792, CodeUri: ./c}"),
        ("inline.yaml", inline, "      MemorySize: 1792"),
        ("anchors.yaml", anchors, "      MemorySize: 1792"),
        ("conditions.yaml", conditions, "      MemorySize: 1792"),
        ("stages.yaml", stages, "    Default: 1792"),
        ("queue.json", queue, #"        "MemorySize": 1792,"#),
        (
            "parameter.json", parameter,
            #"  "Parameters": {"Size": {"Type": "Number", "Default": 1792}},"#
        ),
        ("document.yaml", document, "   MemorySize: 1792"),
        ("image.yaml", image, "            MemorySize: 1792"),
    ]

    private static let api = """
        AWSTemplateFormatVersion: "2010-09-09"
        Transform: AWS::Serverless-2016-10-31
        Description: "orders API, MemorySize: 512 in the text"
        Globals:
          Function:
            Runtime: nodejs22.x
            MemorySize: 512
            Environment:
              Variables:
                TABLE: !Ref Table
        Resources:
          # Takes orders.
          Fn:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src/
              Handler: orders.handler
              MemorySize: 512 # MemorySize: 512 was enough in 2023
              Policies:
                - DynamoDBCrudPolicy: {TableName: !Ref Table}
              Events:
                Post:
                  Type: Api
                  Properties: {Path: /orders, Method: post}
          Reader:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src/
              Handler: read.handler
          Table:
            Type: AWS::Serverless::SimpleTable
        Outputs:
          Url:
            Value: !Sub "https://${ServerlessRestApi}.execute-api.${AWS::Region}.amazonaws.com/Prod/"

        """

    private static let cron = """
        Transform: AWS::Serverless-2016-10-31
        Globals: {Function: {Runtime: python3.13}}
        Resources:
          Fn:
            Type: AWS::Serverless::Function
            Properties: {Handler: a.b, MemorySize: 512, CodeUri: ./c}
          Rule:
            Type: AWS::Events::Rule
            Properties:
              ScheduleExpression: rate(5 minutes)
              Targets: [{Id: t, Arn: !GetAtt Fn.Arn}]

        """

    private static let inline = #"""
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Statement:
                  - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}
          Fn:
            Type: AWS::Lambda::Function
            Properties:
              Handler: index.handler
              Runtime: python3.13
              Role: !GetAtt [Role, Arn]
              Code:
                ZipFile: |
                  # MemorySize: 512
                  import json
                  def handler(event, context):
                      return {"MemorySize": 512, "text": "a: b"}

              MemorySize: 512
              Timeout: 5

        """#

    private static let anchors = """
        Resources:
          Other:
            Type: AWS::Lambda::Function
            Properties:
              MemorySize: &size 512
              Tags: &tags
                - {Key: team, Value: "512"}
              Handler: a.b
              Runtime: python3.13
              Role: arn:aws:iam::123456789012:role/x
              Code: {S3Bucket: b, S3Key: k/1.2.zip}
          Fn:
            Type: AWS::Lambda::Function
            Properties:
              Handler: a.b
              Tags: *tags
              Runtime: python3.13
              Role: arn:aws:iam::123456789012:role/x
              MemorySize: 512
              Code: {S3Bucket: b, S3Key: k/1.2.zip}

        """

    private static let conditions = """
        Parameters:
          Stage: {Type: String, AllowedValues: [dev, prod], Default: dev}
        Mappings:
          Sizes:
            dev: {Memory: 512}
            prod: {Memory: 1024}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
        Resources:
          Mapped:
            Type: AWS::Lambda::Function
            Properties:
              MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
              Handler: a.b
              Runtime: python3.13
              Role: arn:aws:iam::123456789012:role/x
              Code: {S3Bucket: b, S3Key: k/1.2.zip}
          Fn:
            Type: AWS::Lambda::Function
            Condition: IsProd
            DependsOn: Mapped
            Properties:
              Code:
                S3Bucket: b
                S3Key: !If [IsProd, k/1.2.zip, k/1.3.zip]
              Handler: a.b
              MemorySize: 512
              Runtime: python3.13
              Role: arn:aws:iam::123456789012:role/x

        """

    private static let stages = """
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Other:
            Type: Number
            Default: 512
          Memory:
            Description: "Memory of all functions: 512 or more"
            Type: Number
            MinValue: 128
            Default: 512
            MaxValue: 10240
        Resources:
          Fn:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: .
              Handler: a.b
              Runtime: python3.13
              MemorySize: {Ref: Memory}
              EphemeralStorage: {Size: !Ref Other}

        """

    private static let queue = """
        {
          "Resources": {
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 512}},
            "Fn": {
              "Type": "AWS::Lambda::Function",
              "Properties": {
                "MemorySize": 512,
                "Handler": "a.b", "Runtime": "python3.13",
                "Role": "arn:aws:iam::123456789012:role/x",
                "Code": {"S3Bucket": "b", "S3Key": "k/1.2.zip"}
              }
            }
          }
        }

        """

    private static let parameter = """
        {
          "Parameters": {"Size": {"Type": "Number", "Default": 512}},
          "Resources": {
            "Fn": {
              "Type": "AWS::Lambda::Function",
              "Properties": {
                "MemorySize": {"Ref": "Size"}, "Handler": "a.b", "Runtime": "python3.13",
                "Role": "arn:aws:iam::123456789012:role/x",
                "Code": {"S3Bucket": "b", "S3Key": "k/1.2.zip"}
              }
            }
          }
        }

        """

    /// One space of indentation, a document's marks, and a key in quotation marks.
    private static let document = """
        ---
        "Resources":
         Fn:
          Type: "AWS::Lambda::Function"
          Properties:
           "Handler": a.b
           MemorySize: 512

           Runtime: python3.13
           # the role of all
           Role: arn:aws:iam::123456789012:role/x
           Code:

             S3Bucket: b
             S3Key: k/1.2.zip
        ...

        """

    private static let image = """
        Resources:
            Fn:
                Type: AWS::Lambda::Function
                Properties:
                    MemorySize: 512
                    PackageType: Image
                    Architectures:
                    - arm64
                    Role: !Join ["", ["arn:aws:iam::", !Ref "AWS::AccountId", ":role/x"]]
                    Code: {ImageUri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/a@sha256:512"}

        """
}
