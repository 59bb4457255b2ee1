import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a result to standard output, whole and at once.
///
/// Nothing waits in a buffer, so that a result is there however the program ends, and that a full
/// disk is no success.
///
/// - Throws: ``OutputFailure`` where it could not all be written.
func printResult(_ text: String, terminator: String = "\n") throws(OutputFailure) {
    if let number = write(text + terminator, to: STDOUT_FILENO) {
        throw .cannotWrite(reason: String(cString: strerror(number)))
    }
}

/// Makes sure that what was printed line by line has arrived.
///
/// - Throws: ``OutputFailure`` where it has not.
func flushResults() throws(OutputFailure) {
    guard fflush(nil) == 0 else { throw .cannotWrite(reason: String(cString: strerror(errno))) }
}

/// Writes a line to standard error; where that is closed or full nobody can be told.
func printError(_ line: String) {
    drawError(line + "\n")
}

/// Writes to standard error without ending the line.
func drawError(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
}

/// Why a result did not arrive.
enum OutputFailure: Error, Hashable, CustomStringConvertible {
    case cannotWrite(reason: String)

    var description: String {
        switch self {
        case .cannotWrite(let reason):
            "The result could not be written to standard output (\(reason)): free space there or "
                + "write it elsewhere."
        }
    }
}

/// Writes all of a text; returns the system's error number where it cannot.
private func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest))
            #if canImport(Darwin)
                let count = Darwin.write(descriptor, part.baseAddress, part.count)
            #elseif canImport(Musl)
                let count = Musl.write(descriptor, part.baseAddress, part.count)
            #else
                let count = Glibc.write(descriptor, part.baseAddress, part.count)
            #endif
            // A signal that only woke us has lost nothing.
            guard count >= 0 || errno == EINTR else { return errno }
            rest = rest.dropFirst(max(count, 0))
        }
        return nil
    }
}
