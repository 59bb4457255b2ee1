import Interchange
import Testing

struct TemplatePackageTests {
    private func template() throws -> Template {
        try Template(
            text: """
                Transform: AWS::Serverless-2016-10-31
                Globals:
                  Function:
                    Runtime: python3.13
                    Timeout: 20
                    Environment: {Variables: {STAGE: dev, SHARED: a}}
                Resources:
                  Common:
                    Type: AWS::Serverless::LayerVersion
                    Properties: {ContentUri: layers/common}
                  Hello:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: src/hello
                      Handler: app.handler
                      Layers: [!Ref Common, 'arn:aws:lambda:us-east-1:1:layer:x:1']
                      EphemeralStorage: {Size: 1024}
                      Environment: {Variables: {SHARED: b, TABLE: !Ref Table}}
                  Far:
                    Type: AWS::Lambda::Function
                    Properties: {Code: {S3Bucket: b, S3Key: k}, Handler: a.b, Runtime: nodejs22.x}
                """,
            name: "t.yaml"
        )
    }

    @Test func `a function's package, variables and limits are read, its own before shared ones`()
        throws
    {
        #expect(
            try template().package(of: "Hello")
                == TemplatePackage(
                    code: "src/hello",
                    handler: "app.handler",
                    runtime: "python3.13",
                    layers: ["layers/common"],
                    variables: ["STAGE": "dev", "SHARED": "b"],
                    temporaryMB: 1_024,
                    timeoutS: 20
                )
        )
    }

    @Test func `code that is not beside the template is told, and so is an unknown name`() throws {
        let template = try template()
        #expect(throws: TemplateFailure.noCode(name: "t.yaml", function: "Far", line: 19)) {
            try template.package(of: "Far")
        }
        #expect(
            throws: TemplateFailure.noFunction(
                name: "t.yaml",
                function: "Nobody",
                known: ["Hello", "Far"]
            )
        ) {
            try template.package(of: "Nobody")
        }
    }
}
