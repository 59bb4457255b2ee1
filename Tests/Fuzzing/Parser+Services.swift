import Foundation

@testable import AWSLambda
@testable import LambdaEndpoint
@testable import LocalLambda

/// What functions, AWS clients and AWS itself send.
extension Parser {
    /// Reads a request of a runtime: a line with method and target, header lines, a blank, a body.
    static func readRuntimeRequest(_ bytes: [UInt8]) {
        let request = RuntimeRequest(loopbackRequest(bytes))
        _ = request.call.endsInvocation
        let message = ErrorBody.message(in: request.body) ?? ""
        precondition(message.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "a harmful message")
    }

    static func readDatagram(_ bytes: [UInt8]) {
        guard let segment = TracedSegment(datagram: bytes) else { return }
        let waits = TracedWaits([segment])
        precondition(waits.databaseMS >= 0 && waits.httpMS >= 0, "a negative wait")
    }

    /// Reads a call of the local endpoint as far as its parameters.
    static func readServiceRequest(_ bytes: [UInt8]) {
        let call = loopbackRequest(bytes)
        do throws(ServiceRefusal) {
            try CallerCheck.check(call)
            let request = try ServiceRequest(call)
            _ = try Page(Array(0..<120), request)
            if request.path.count > 1 {
                _ = try FunctionReference(request.path[1], qualifier: request.query["Qualifier"])
            }
            _ = try InvocationOrder(request)
            _ = try request.parameters(SettingsChange.self)
            _ = try request.parameters(FunctionRecord.self)
        } catch {
            _ = ServiceAnswer(error).reply(requestID: "fuzz")
        }
    }

    /// Reads the shared files of the AWS clients, and the programs that they name.
    static func readConfiguration(_ text: String) {
        let files = SharedConfiguration(config: text, credentials: text)
        for profile in files.profiles.values {
            _ = profile["credential_process"].map(CredentialProcess.words)
        }
    }

    /// Reads an answer of AWS: a configuration, an alias, a list, keys, or an error.
    static func readAnswer(_ bytes: [UInt8]) {
        let body = Data(bytes)
        let decoder = JSONDecoder()
        _ = try? decoder.decode(FunctionConfiguration.self, from: body)
        _ = try? decoder.decode(AliasConfiguration.self, from: body)
        _ = try? decoder.decode(VersionPage.self, from: body)
        _ = try? decoder.decode(AliasPage.self, from: body)
        if let keys = try? decoder.decode(TemporaryKeys.self, from: body) {
            _ = keys.credentials(origin: "fuzz")
        }
        let error = ServiceError(HTTPResponse(status: 400, headers: [], body: body))
        let words = error.code + error.message
        precondition(words.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "a harmful message")
    }

    static func readTail(_ text: String) {
        let tail = LogTail(text: text)
        _ = tail.saysTimedOut
        guard let report = tail.report else { return }
        precondition(report.durationMS >= 0 && report.durationMS.isFinite, "an impossible duration")
    }

    /// Reads a function's name in each place where one is given, and an endpoint's address.
    static func readNames(_ text: String) {
        _ = try? FunctionName(text: text)
        _ = try? FunctionReference(text, qualifier: nil)
        _ = try? Endpoint(text: text)
    }

    /// A request that has arrived whole, out of an input's first lines and the rest.
    private static func loopbackRequest(_ bytes: [UInt8]) -> LoopbackRequest {
        var lines: [String] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            lines.append(line)
        }
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
            return LoopbackHeader(
                name: parts.first ?? "",
                value: parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            )
        }
        return LoopbackRequest(
            method: words.first ?? "",
            target: words.count > 1 ? words[1] : "",
            headers: headers,
            body: Array(rest),
            received: rest.count,
            connection: 1
        )
    }
}
