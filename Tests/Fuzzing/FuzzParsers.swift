import Foundation

/// Runs libFuzzer on one of the program's parsers: `fuzz-parsers PARSER [libFuzzer's arguments]`.
///
/// `fuzz-parsers list` names the parsers; `fuzz-parsers seeds PARSER FOLDER` writes what to begin
/// from.
@main
struct FuzzParsers {
    static func main() throws {
        let words = Array(CommandLine.arguments.dropFirst())
        switch words.first {
        case "list":
            for parser in Parser.allCases { print(parser.rawValue) }
        case "seeds" where words.count == 3:
            guard let parser = Parser(rawValue: words[1]) else { return usage() }
            let folder = URL(filePath: words[2])
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (index, seed) in parser.seeds.enumerated() {
                try Data(seed).write(to: folder.appending(path: "seed-\(index)"))
            }
        case let name?:
            guard let parser = Parser(rawValue: name) else { return usage() }
            run(parser, [CommandLine.arguments[0]] + words.dropFirst())
        case nil: usage()
        }
    }

    private static func usage() {
        print("fuzz-parsers list | seeds PARSER FOLDER | PARSER [libFuzzer's arguments]")
        exit(2)
    }

    /// Hands the arguments to libFuzzer, which calls the parser until it ends the process.
    private static func run(_ parser: Parser, _ arguments: [String]) {
        setenv(Parser.variable, parser.rawValue, 1)
        var count = CInt(arguments.count)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        let status = words.withUnsafeMutableBufferPointer { words in
            var start = words.baseAddress
            return runDriver(&count, &start) { bytes, count in
                chosenParser.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
                return 0
            }
        }
        exit(status)
    }
}

/// The parser that this process is about: libFuzzer's callback can carry nothing along.
private let chosenParser: Parser = {
    let name = ProcessInfo.processInfo.environment[Parser.variable] ?? ""
    return Parser(rawValue: name) ?? .log
}()

/// libFuzzer's own entry point.
///
/// - Source: LLVM, "libFuzzer", section "Using libFuzzer as a library".
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
