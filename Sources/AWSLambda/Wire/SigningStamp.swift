package import Foundation

/// A moment in the two spellings that signatures use, in UTC.
package struct SigningStamp: Hashable, Sendable {
    /// The day, such as `20150830`.
    package let day: String

    /// Day and time, such as `20150830T123600Z`.
    package let dateTime: String

    package init(date: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: date
        )
        day = Self.digits(parts.year, 4) + Self.digits(parts.month, 2) + Self.digits(parts.day, 2)
        let time = [parts.hour, parts.minute, parts.second].map { Self.digits($0, 2) }.joined()
        dateTime = "\(day)T\(time)Z"
    }

    private static func digits(_ number: Int?, _ width: Int) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
    static func text(of bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
