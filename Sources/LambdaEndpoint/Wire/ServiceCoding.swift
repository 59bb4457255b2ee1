import Foundation

/// JSON with the API's names: each property's name begins with a capital letter there.
///
/// Keys of dictionaries, such as environment variables, stay as they are.
enum ServiceCoding {
    /// The bytes of an answer.
    static func encoded(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .custom { path in
            Key(path.last?.stringValue ?? "") { $0.uppercased() }
        }
        return Array(try encoder.encode(value))
    }

    /// The value in a request's body; an empty body is an empty object.
    ///
    /// - Throws: ``ServiceRefusal`` in the words of the API.
    static func decoded<Value: Decodable>(
        _ type: Value.Type,
        from body: [UInt8]
    ) throws(ServiceRefusal) -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in
            Key(path.last?.stringValue ?? "") { $0.lowercased() }
        }
        do {
            return try decoder.decode(type, from: body.isEmpty ? Data("{}".utf8) : Data(body))
        } catch DecodingError.keyNotFound(let key, _) {
            throw .constraint("null", at: key.stringValue, "not be null")
        } catch DecodingError.typeMismatch(_, let context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw ServiceRefusal(400, "SerializationException", "'\(path)' has the wrong type.")
        } catch {
            throw ServiceRefusal(
                400,
                "SerializationException",
                "The request's body is not the JSON that this action takes."
            )
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int?

        init(_ name: String, first change: (Substring) -> String) {
            stringValue = change(name.prefix(1)) + name.dropFirst()
            intValue = nil
        }

        init?(stringValue: String) {
            self.stringValue = stringValue
            intValue = nil
        }

        init?(intValue: Int) { nil }
    }
}
