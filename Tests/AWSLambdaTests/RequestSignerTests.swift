import AWSLambda
import Foundation
import Testing

struct RequestSignerTests {
    private static let instant = Date(timeIntervalSince1970: 1_440_938_160)
    private static let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

    @Test(arguments: try Vector.suite())
    func `AWS's published test suite is signed to the letter`(vector: Vector) throws {
        let signer = RequestSigner(service: "service", region: "us-east-1")
        let token =
            vector.canonicalRequest.contains("x-amz-security-token")
            ? try #require(vector.canonicalRequest.firstMatch(of: /security-token:(\S+)/)?.1) : nil
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: Self.secret,
            sessionToken: token.map(String.init),
            origin: "the test suite"
        )
        let signed = signer.signed(vector.request.value, with: credentials, at: Self.instant)
        var unsigned = signed
        unsigned.headers.removeAll { $0.name == "Authorization" }
        #expect(signer.canonicalRequest(unsigned) == vector.canonicalRequest)
        let stamp = SigningStamp(date: Self.instant)
        #expect(signer.stringToSign(unsigned, at: stamp) == vector.stringToSign)
        #expect(authorization(of: signed) == vector.authorization)
    }

    @Test(arguments: try Vector.botocore())
    func `requests of our kind are signed as botocore signs them`(vector: SignedCase) throws {
        let signer = RequestSigner(service: vector.service, region: "eu-central-1")
        let credentials = AWSCredentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE",
            secretAccessKey: Self.secret,
            sessionToken: "a+token/=",
            origin: "botocore"
        )
        let signed = signer.signed(vector.request.value, with: credentials, at: Self.instant)
        #expect(authorization(of: signed) == vector.authorization)
    }

    /// The worked example of the AWS General Reference, "Signature Version 4 signing process".
    @Test func `the published ListUsers example has its known signature`() throws {
        var request = HTTPRequest(
            method: "GET",
            endpoint: try Endpoint(text: "https://iam.amazonaws.com"),
            path: "/",
            query: [Field("Action", "ListUsers"), Field("Version", "2010-05-08")]
        )
        request.setHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: Self.secret,
            origin: "the example"
        )
        let signer = RequestSigner(service: "iam", region: "us-east-1")
        let signed = signer.signed(request, with: credentials, at: Self.instant)
        let signature = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
        #expect(authorization(of: signed)?.hasSuffix("Signature=\(signature)") == true)
    }

    private func authorization(of request: HTTPRequest) -> String? {
        request.headers.first { $0.name == "Authorization" }?.value
    }
}

/// A case of AWS's test suite; see Fixtures/make_sigv4_fixtures.py.
struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let request: RecordedRequest
    let canonicalRequest: String
    let stringToSign: String
    let authorization: String

    var testDescription: String { name }

    static func suite() throws -> [Vector] {
        try JSONDecoder().decode([Vector].self, from: Fixture.data("sigv4-suite.json"))
    }

    static func botocore() throws -> [SignedCase] {
        try JSONDecoder().decode(SignedCases.self, from: Fixture.data("sigv4-botocore.json")).cases
    }
}

struct SignedCases: Decodable {
    let cases: [SignedCase]
}

struct SignedCase: Decodable, Sendable {
    let service: String
    let request: RecordedRequest
    let authorization: String
}

struct RecordedRequest: Decodable, Sendable {
    let method: String
    let path: String
    let query: [[String]]
    let headers: [[String]]
    let body: String

    var value: HTTPRequest {
        HTTPRequest(
            method: method,
            endpoint: Endpoint(service: "unused", region: "us-east-1"),
            path: path,
            query: query.map { Field($0[0], $0[1]) },
            headers: headers.map { Field($0[0], $0[1]) },
            body: Data(body.utf8)
        )
    }
}

/// A file beside the tests.
enum Fixture {
    static func data(_ name: String) throws -> Data {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return try Data(contentsOf: folder.appending(path: "Fixtures/\(name)"))
    }
}
