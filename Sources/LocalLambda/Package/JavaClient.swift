import LambdaPlatform

/// What a Java function is started with: AWS's own runtime interface client, and what Lambda tells
/// the virtual machine.
enum JavaClient {
    /// The class whose `main` takes the handler and serves events.
    ///
    /// - Source: AWS Lambda Developer Guide, "Deploy Java Lambda functions with container images".
    static let entry = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"

    /// What the client's jar is called, before its version.
    static let jar = "aws-lambda-java-runtime-interface-client"

    /// The share of the memory setting that the heap may fill.
    ///
    /// - Source: seen on deployed functions, `MaxHeapSize` of 445645k at 512 MB; not promised by AWS.
    private static let heapShare = 0.85

    /// What Lambda starts the virtual machine with, without what the function's own
    /// `JAVA_TOOL_OPTIONS` say otherwise.
    ///
    /// - Source: AWS Lambda Developer Guide, "Customize Java runtime startup behavior": the serial
    ///   collector, and from Java 17 on compilation that stops at level 1.
    static func options(of function: LocalFunction, at memory: MemorySetting) -> [String] {
        let own = (function.environment["JAVA_TOOL_OPTIONS"] ?? "").split(separator: " ")
        var options: [String] = []
        let limitsHeap = own.contains { option in
            ["-Xmx", "-XX:MaxHeapSize", "-XX:MaxRAM"].contains(where: option.hasPrefix)
        }
        if !limitsHeap {
            let kilobytes = Int((Double(memory.bytes) / 1_024 * heapShare).rounded())
            options.append("-XX:MaxHeapSize=\(kilobytes)k")
        }
        if !own.contains(where: { $0.hasPrefix("-XX:+Use") && $0.hasSuffix("GC") }) {
            options.append("-XX:+UseSerialGC")
        }
        let compilesFully = ["java8", "java8.al2", "java11"].contains(function.runtime)
        if !compilesFully && !own.contains(where: { $0.contains("Tiered") }) {
            options.append("-XX:TieredStopAtLevel=1")
        }
        return options
    }
}
