import Measurement

/// Why a folder, zip or jar cannot be run as a function.
package enum PackageFailure: Error, Hashable, CustomStringConvertible {
    case missing(path: String)
    case brokenZip(String)
    case unsafeZip(String)
    case tooLarge(megabytes: Int)
    case unrecognised(path: String)
    case missingHandler(handler: String)
    case notExecutable(path: String)
    case wrongArchitecture(path: String, built: String)
    case missingProgram(name: String, runtime: String)
    case unsupportedJava
    case tooManyLayers(Int)
    case fileSystem(String)

    package var description: String {
        switch self {
        case .missing(let path):
            "\(path.printableLine()) does not exist: give the folder or zip of a function."
        case .brokenZip(let reason):
            "The zip is broken (\(reason)): make it again."
        case .unsafeZip(let path):
            "The zip is not unpacked because '\(path)' leads out of it or is a link: "
                + "make it without."
        case .tooLarge(let megabytes):
            "Code and layers hold \(megabytes) MB unpacked, and Lambda takes 250 MB: leave out what "
                + "the function does not need."
        case .unrecognised(let path):
            "\(path.printableLine()) holds no function: give --handler and --runtime, or a folder or zip "
                + "with 'bootstrap', 'lambda_function.py' or 'index.js' at its top."
        case .missingHandler(let handler):
            "The handler '\(handler.printableLine())' was not found (Lambda: Runtime.HandlerNotFound): give "
                + "--handler as FILE.FUNCTION, or as CLASS::METHOD for Java."
        case .notExecutable(let path):
            "\(path.printableLine()) is not executable (Lambda: Runtime.InvalidEntrypoint): chmod +x it "
                + "before packing."
        case .wrongArchitecture(let path, let built):
            "\(path.printableLine()) is built for \(built), which this machine cannot run (Lambda: "
                + "Runtime.InvalidEntrypoint): build it for this machine's architecture."
        case .missingProgram(let name, let runtime):
            "A \(runtime) function needs '\(name)', which is not on the PATH: install it."
        case .unsupportedJava:
            "A Java function needs AWS's runtime interface client "
                + "(aws-lambda-java-runtime-interface-client) in the package's 'lib' folder or in "
                + "a layer's 'java/lib'."
        case .tooManyLayers(let count):
            "A function has 5 layers at most, not \(count): put some of them together."
        case .fileSystem(let sentence):
            sentence
        }
    }
}
