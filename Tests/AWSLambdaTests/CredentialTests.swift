import AWSLambda
import Foundation
import TestSupport
import Testing

struct CredentialTests {
    @Test func `keys in the environment come first`() async throws {
        let home = try TemporaryFolder()
        try home.write(
            ".aws/credentials",
            "[default]\naws_access_key_id=FILE\naws_secret_access_key=S"
        )
        let found = try await chain(
            home,
            ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]
        )
        .credentials()
        #expect(found.accessKeyID == "ENV")
    }

    @Test func `a profile asked for by flag comes before the environment`() async throws {
        let home = try TemporaryFolder()
        try home.write(".aws/config", "[profile work]\nregion = eu-west-1\n")
        try home.write(
            ".aws/credentials",
            "[work]\naws_access_key_id = WORK ; mine\naws_secret_access_key = S\naws_session_token=T\n"
        )
        let environment = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]
        let found = try await chain(home, environment, profile: "work").credentials()
        #expect(found.accessKeyID == "WORK")
        #expect(found.sessionToken == "T")
    }

    @Test func `a profile that does not exist is named`() async throws {
        let home = try TemporaryFolder()
        await #expect(throws: CredentialFailure.unknownProfile("nobody")) {
            try await chain(home, ["AWS_PROFILE": "nobody"]).credentials()
        }
    }

    @Test func `nothing anywhere is said in one sentence`() async throws {
        let home = try TemporaryFolder()
        await #expect(throws: CredentialFailure.nothingConfigured) {
            try await chain(home, [:]).credentials()
        }
    }

    @Test func `credential_process is run without a shell`() async throws {
        let home = try TemporaryFolder()
        let document =
            #"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"S","SessionToken":"$HOME"}"#
        try home.write("keys.json", document)
        try home.write(
            ".aws/config",
            "[default]\ncredential_process = cat \"\(home.path)/keys.json\"\n"
        )
        let found = try await chain(home, [:]).credentials()
        #expect(found.accessKeyID == "P")
        #expect(found.sessionToken == "$HOME")
    }

    @Test func `a sign-in is exchanged for the role's keys`() async throws {
        let home = try TemporaryFolder()
        try home.write(
            ".aws/config",
            """
            [default]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = Tuner
            [sso-session corp]
            sso_region = eu-west-1
            sso_start_url = https://corp.awsapps.com/start
            """
        )
        // The file's name is the SHA-1 of the session's name, as `printf corp | sha1sum` prints it.
        try home.write(
            ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json",
            #"{"accessToken":"BEARER","expiresAt":"2999-01-01T00:00:00Z"}"#
        )
        let transport = ScriptedTransport { request in
            #expect(request.endpoint.description == "https://portal.sso.eu-west-1.amazonaws.com")
            #expect(
                request.target == "/federation/credentials?role_name=Tuner&account_id=123456789012"
            )
            #expect(request.headers == [Field("x-amz-sso_bearer_token", "BEARER")])
            let keys =
                #"{"accessKeyId":"A","secretAccessKey":"S","sessionToken":"T","expiration":1000}"#
            return .json(#"{"roleCredentials":\#(keys)}"#)
        }
        let found = try await chain(home, [:], transport: transport).credentials()
        #expect(found.sessionToken == "T")
        #expect(found.expiration == Date(timeIntervalSince1970: 1))
    }

    @Test func `an ended sign-in says how to sign in again`() async throws {
        let home = try TemporaryFolder()
        try home.write(
            ".aws/config",
            "[profile w]\nsso_start_url=https://x\nsso_region=eu-west-1\nsso_account_id=1\nsso_role_name=r"
        )
        await #expect(throws: CredentialFailure.signInNeeded(profile: "w")) {
            try await chain(home, ["AWS_PROFILE": "w"]).credentials()
        }
    }

    @Test func `a role is assumed with the source profile's keys`() async throws {
        let home = try TemporaryFolder()
        try home.write(
            ".aws/config",
            """
            [profile admin]
            role_arn = arn:aws:iam::123456789012:role/Admin
            source_profile = base
            region = eu-west-1
            [profile base]
            aws_access_key_id = BASE
            aws_secret_access_key = S
            """
        )
        let transport = ScriptedTransport { request in
            #expect(request.endpoint.description == "https://sts.eu-west-1.amazonaws.com")
            let form = String(decoding: request.body, as: UTF8.self)
            #expect(form.contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2FAdmin"))
            #expect(form.contains("Action=AssumeRole"))
            return .json(
                "<R><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey>"
                    + "<SessionToken>T</SessionToken><Expiration>2026-11-24T06:00:00Z</Expiration></R>"
            )
        }
        let found = try await chain(home, ["AWS_PROFILE": "admin"], transport: transport)
            .credentials()
        #expect(found.accessKeyID == "A")
        #expect(found.expiration == Date(timeIntervalSince1970: 1_795_500_000))
    }

    @Test func `a container's endpoint is asked with its token`() async throws {
        let home = try TemporaryFolder()
        let transport = ScriptedTransport { request in
            #expect(request.address == "http://169.254.170.23/v1/credentials")
            #expect(request.headers == [Field("Authorization", "token")])
            return .json(#"{"AccessKeyId":"C","SecretAccessKey":"S","Token":"T"}"#)
        }
        let environment = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "token",
        ]
        let found = try await chain(home, environment, transport: transport).credentials()
        #expect(found.sessionToken == "T")
    }

    @Test func `a container endpoint elsewhere is not trusted in plain HTTP`() async throws {
        let home = try TemporaryFolder()
        let environment = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/keys"]
        await #expect(throws: CredentialFailure.self) {
            try await chain(home, environment).credentials()
        }
    }

    @Test func `an instance's role is asked for with a session token`() async throws {
        let home = try TemporaryFolder()
        let transport = ScriptedTransport { request in
            switch request.path {
            case "/latest/api/token": return .json("IMDS")
            case "/latest/meta-data/iam/security-credentials/":
                #expect(request.headers == [Field("X-aws-ec2-metadata-token", "IMDS")])
                return .json("tuner-role\n")
            default:
                #expect(request.path == "/latest/meta-data/iam/security-credentials/tuner-role")
                return .json(#"{"AccessKeyId":"I","SecretAccessKey":"S","Token":"T"}"#)
            }
        }
        let environment = ["AWS_EC2_METADATA_DISABLED": "false"]
        let found = try await chain(home, environment, transport: transport).credentials()
        #expect(found.accessKeyID == "I")
    }

    @Test func `credentials never print their secrets`() {
        let credentials = AWSCredentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE",
            secretAccessKey: "hush-secret",
            sessionToken: "hush-token",
            origin: "a test"
        )
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: [credentials]), dumped] {
            #expect(!text.contains("hush"))
            #expect(!text.contains("AKIAIOSFODNN7"))
        }
    }

    private func chain(
        _ home: TemporaryFolder,
        _ environment: [String: String],
        profile: String? = nil,
        transport: ScriptedTransport = ScriptedTransport { _ in .json("") }
    ) -> CredentialChain {
        var all = ["HOME": home.path, "AWS_EC2_METADATA_DISABLED": "true"]
        all.merge(environment) { $1 }
        return CredentialChain(environment: all, profile: profile, transport: transport)
    }
}
