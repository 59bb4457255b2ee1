import AWSLambda
import TestSupport
import Testing

struct AWSSettingsTests {
    @Test func `the flag beats the environment and the environment the profile`() throws {
        let home = try TemporaryFolder()
        try home.write(".aws/config", "[default]\nregion = eu-west-3\n")
        var environment = ["HOME": home.path]
        #expect(try settings(environment).region == "eu-west-3")
        environment["AWS_DEFAULT_REGION"] = "eu-west-2"
        #expect(try settings(environment).region == "eu-west-2")
        environment["AWS_REGION"] = "eu-west-1"
        #expect(try settings(environment).region == "eu-west-1")
        #expect(try settings(environment, region: "us-gov-west-1").region == "us-gov-west-1")
    }

    @Test func `no Region and no such Region are refused`() throws {
        let home = try TemporaryFolder()
        #expect(throws: AWSSettings.Refusal.noRegion) { try settings(["HOME": home.path]) }
        #expect(throws: AWSSettings.Refusal.notARegion("evil.example/")) {
            try settings(["HOME": home.path], region: "evil.example/")
        }
    }

    @Test func `a service's own endpoint setting beats the general one`() throws {
        let home = try TemporaryFolder()
        try home.write(
            ".aws/config",
            """
            [default]
            region = eu-west-1
            services = local
            endpoint_url = http://127.0.0.1:1
            [services local]
            lambda =
              endpoint_url = http://127.0.0.1:2
            """
        )
        let found = try settings(["HOME": home.path])
        #expect(found.customEndpoint?.description == "http://127.0.0.1:2")
        let ignoring = ["HOME": home.path, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]
        #expect(
            try settings(ignoring).endpoint(of: "lambda").description
                == "https://lambda.eu-west-1.amazonaws.com"
        )
    }

    @Test func `the China Regions have their own domain`() {
        let endpoint = Endpoint(service: "lambda", region: "cn-north-1")
        #expect(endpoint.description == "https://lambda.cn-north-1.amazonaws.com.cn")
    }

    @Test(arguments: ["ftp://x", "http://u:p@x", "http://x/path", "x", "http://x?q", ""])
    func `what is no endpoint is refused`(text: String) {
        #expect(throws: Endpoint.Refusal.self) { try Endpoint(text: text) }
    }

    private func settings(
        _ environment: [String: String],
        region: String? = nil
    ) throws -> AWSSettings {
        try AWSSettings(environment: environment, profile: nil, region: region, endpoint: nil)
    }
}
