import Foundation
import LocalLambda

/// A call of the API, taken apart.
struct ServiceRequest: Sendable {
    let method: String

    /// The parts of the path after the API's version, with percent-encoding removed.
    let path: [String]

    let query: [String: String]
    let body: [UInt8]

    /// How many bytes the body had; more than ``body`` holds where it was too large.
    let received: Int

    private let headers: [LoopbackHeader]

    /// The value of a header, whatever the case of its name.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Takes a request apart.
    ///
    /// - Throws: ``ServiceRefusal`` for a target that is no path of the API.
    init(_ request: LoopbackRequest) throws(ServiceRefusal) {
        guard let parts = URLComponents(string: request.target) else {
            throw ServiceRefusal(400, "InvalidRequestException", "The path cannot be read.")
        }
        let path = parts.percentEncodedPath.split(separator: "/").map {
            String($0).removingPercentEncoding ?? ""
        }
        self.method = request.method
        self.path = Array(path.dropFirst())
        self.query = Dictionary(
            (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") },
            uniquingKeysWith: { first, _ in first }
        )
        self.headers = request.headers
        self.body = request.body
        self.received = request.received
    }

    /// The parameters in the body.
    func parameters<Value: Decodable>(_ type: Value.Type) throws(ServiceRefusal) -> Value {
        try ServiceCoding.decoded(type, from: body)
    }
}
