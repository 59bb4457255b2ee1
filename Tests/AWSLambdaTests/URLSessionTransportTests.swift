import AWSLambda
import Foundation
import Testing

struct URLSessionTransportTests {
    @Test func `status, headers and body come back as they were sent`() async throws {
        let server = try LoopbackServer { _ in
            .bytes("HTTP/1.1 429 Slow\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\n{}")
        }
        defer { server.stop() }
        var request = try request(server)
        request.query = [Field("Qualifier", "$LATEST"), Field("Marker", "a+b/=")]
        let response = try await URLSessionTransport().send(request)
        #expect(response.status == 429)
        #expect(response.header("retry-after") == "3")
        #expect(response.body == Data("{}".utf8))
        let line = server.requests.first?.split(separator: "\r\n").first
        #expect(line == "POST /a%3Ab?Qualifier=%24LATEST&Marker=a%2Bb%2F%3D HTTP/1.1")
    }

    @Test func `a redirection is not followed`() async throws {
        let server = try LoopbackServer { _ in
            .bytes("HTTP/1.1 307 Go\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        #expect(try await URLSessionTransport().send(request(server)).status == 307)
        #expect(server.requests.count == 1)
    }

    @Test func `an invocation is sent once even when a reused connection is cut`() async throws {
        let server = try LoopbackServer { index in
            index == 0 ? .bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") : .cut
        }
        defer { server.stop() }
        let transport = URLSessionTransport()
        var request = try request(server)
        _ = try await transport.send(request)
        request.isDeliveredAtMostOnce = true
        await #expect(throws: TransportFailure.self) { try await transport.send(request) }
        #expect(server.requests.count == 2)
    }

    @Test func `a cut connection, a closed port and silence are told apart`() async throws {
        let cutting = try LoopbackServer { _ in .cut }
        defer { cutting.stop() }
        var request = try request(cutting)
        request.isDeliveredAtMostOnce = true
        let cut = await #expect(throws: TransportFailure.self) {
            try await URLSessionTransport().send(request)
        }
        if case .connectionLost = cut {} else { Issue.record("\(String(describing: cut))") }

        let silent = try LoopbackServer { _ in .silence }
        defer { silent.stop() }
        var patient = try self.request(silent)
        patient.timeout = .seconds(1)
        await #expect(throws: TransportFailure.timedOut) {
            try await URLSessionTransport().send(patient)
        }

        let gone = try LoopbackServer { _ in .cut }
        gone.stop()
        let refused = await #expect(throws: TransportFailure.self) {
            try await URLSessionTransport().send(self.request(gone))
        }
        if case .cannotConnect = refused {} else { Issue.record("\(String(describing: refused))") }
    }

    private func request(_ server: LoopbackServer) throws -> HTTPRequest {
        HTTPRequest(
            method: "POST",
            endpoint: try Endpoint(text: "http://127.0.0.1:\(server.port)"),
            path: "/a%3Ab",
            headers: [Field("Content-Type", "application/json")],
            body: Data("{}".utf8),
            timeout: .seconds(10)
        )
    }
}
