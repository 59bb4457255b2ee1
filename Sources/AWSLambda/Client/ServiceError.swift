import Foundation
import Measurement

/// AWS's error in an answer, as its JSON protocols write it.
struct ServiceError {
    /// The error's code, such as `ResourceNotFoundException`; empty where there is none.
    let code: String

    /// AWS's own words, made safe to print.
    let message: String

    /// The answer's status.
    let status: Int

    init(_ response: HTTPResponse) {
        let body = try? JSONDecoder().decode(Body.self, from: response.body)
        let full = response.header("x-amzn-errortype") ?? body?.type ?? body?.code ?? ""
        // `Code:http://…` and `namespace#Code` both occur.
        let name = full.split(separator: "#").last ?? ""
        code = String(name.split(separator: ":").first ?? "").printableLine(limit: 80)
        let reason = body?.reason.map { " (\($0))" } ?? ""
        message = ((body?.message ?? body?.upperMessage ?? "no message") + reason).printableLine()
        status = response.status
    }

    /// The failure of an operation that was answered so.
    func failure(of operation: String) -> CallFailure {
        .refused(
            operation: operation,
            status: status,
            code: code.isEmpty ? "status \(status)" : code,
            message: message
        )
    }

    /// Whether the code says that temporary credentials have ended.
    static func meansEndedCredentials(_ code: String) -> Bool {
        ["ExpiredTokenException", "ExpiredToken", "RequestExpired"].contains(code)
    }

    /// Whether the code is one that a wrong clock brings about, among other things.
    static func mayMeanWrongClock(_ code: String) -> Bool {
        [
            "InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed",
            "RequestInTheFuture", "RequestExpired",
        ].contains(code)
    }

    /// Reads the `Date` header of an answer.
    static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }

    private struct Body: Decodable {
        let type: String?
        let code: String?
        let message: String?
        let upperMessage: String?
        let reason: String?

        private enum CodingKeys: String, CodingKey {
            case type = "__type"
            case code
            case message
            case upperMessage = "Message"
            case reason = "Reason"
        }
    }
}
