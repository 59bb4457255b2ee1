import Foundation

/// Reads libFuzzer's command line before it does, and takes the parser's name off it:
/// `fuzz-parsers PARSER [libFuzzer's arguments]`.
///
/// `fuzz-parsers list` names the parsers; `fuzz-parsers seeds PARSER FOLDER` writes what to begin
/// from; `fuzz-parsers length PARSER` tells how long inputs are made.
///
/// - Source: LLVM, "libFuzzer", section "Startup initialization".
@_cdecl("LLVMFuzzerInitialize")
func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "list":
        for parser in Parser.allCases { print(parser.rawValue) }
        exit(0)
    case "length" where arguments.count == 2:
        print(Parser(rawValue: arguments[2])?.longestInput ?? 4_096)
        exit(0)
    case "seeds" where arguments.count == 3:
        exit(writeSeeds(of: arguments[2], to: URL(filePath: arguments[3])))
    case let name? where Parser(rawValue: name) != nil:
        setenv(Parser.variable, name, 1)
        for i in 1..<Int(count.pointee) { words.pointee[i] = words.pointee[i + 1] }
        count.pointee -= 1
        return 0
    default:
        print("fuzz-parsers list | length PARSER | seeds PARSER FOLDER")
        print("fuzz-parsers PARSER [libFuzzer's arguments]")
        exit(2)
    }
}

/// Reads one input that libFuzzer made up.
@_cdecl("LLVMFuzzerTestOneInput")
func readOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosenParser.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// The parser that this process is about: libFuzzer's callback can carry nothing along.
private let chosenParser: Parser = {
    let name = ProcessInfo.processInfo.environment[Parser.variable] ?? ""
    return Parser(rawValue: name) ?? .log
}()

private func writeSeeds(of name: String, to folder: URL) -> CInt {
    guard let parser = Parser(rawValue: name) else { return 2 }
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (index, seed) in parser.seeds.enumerated() {
            try Data(seed).write(to: folder.appending(path: "seed-\(index)"))
        }
    } catch {
        print(error.localizedDescription)
        return 1
    }
    return 0
}
