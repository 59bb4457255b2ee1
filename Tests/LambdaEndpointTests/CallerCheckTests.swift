import Testing

@testable import LambdaEndpoint
@testable import LocalLambda

struct CallerCheckTests {
    private static func request(_ headers: [String: String]) -> LoopbackRequest {
        LoopbackRequest(
            method: "GET",
            target: "/2015-03-31/functions",
            headers: headers.map { LoopbackHeader(name: $0.key, value: $0.value) },
            body: [],
            received: 0,
            connection: 1
        )
    }

    @Test(arguments: ["127.0.0.1:3001", "localhost", "LOCALHOST:80", "[::1]:3001", "[::1]"])
    func `clients on this machine are let in`(host: String) throws {
        try CallerCheck.check(
            Self.request(["Host": host, "Authorization": "AWS4-HMAC-SHA256 Credential=a"])
        )
    }

    @Test(arguments: [
        "evil.example", "evil.example:3001", "127.0.0.1.evil.example", "localhost.evil.example:80",
        "127.0.0.1:3001@evil.example", "",
    ])
    func `names that only lead here are not`(host: String) {
        let refusal = #expect(throws: ServiceRefusal.self) {
            try CallerCheck.check(
                Self.request(["Host": host, "Authorization": "AWS4-HMAC-SHA256 Credential=a"])
            )
        }
        #expect(refusal?.status == 403)
    }

    @Test func `pages of other origins and unsigned calls are refused`() {
        let signed = ["Host": "localhost", "Authorization": "AWS4-HMAC-SHA256 Credential=a"]
        for origin in ["https://evil.example", "null"] {
            #expect(throws: ServiceRefusal.self) {
                try CallerCheck.check(
                    Self.request(signed.merging(["Origin": origin]) { $1 })
                )
            }
        }
        #expect(throws: ServiceRefusal.self) {
            try CallerCheck.check(Self.request(["Host": "localhost"]))
        }
    }
}
