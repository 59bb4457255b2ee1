import ArgumentParser
import LambdaPlatform

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// The options that every verb with a result understands.
struct OutputOptions: ParsableArguments {
    @Option(help: "How to print the result: text or json.")
    var format: OutputFormat = .text

    @Flag(help: "Print text and open no interactive screen.")
    var plain = false
}

/// The options that say what the function is paid at and under which model of CPU.
struct PlatformOptions: ParsableArguments {
    @Option(help: "The Region whose prices apply.")
    var region = "us-east-1"

    @Option(name: .customLong("arch"), help: "The architecture: x86_64 or arm64.")
    var architecture: Architecture = .host

    @Option(
        name: .customLong("vcpu-mb"),
        help: """
            Memory that carries one vCPU: 1792 or 1769, AWS's figure since 2020. A stored run keeps \
            its own unless given; a new one takes 1792.
            """
    )
    var megabytesPerVCPU: Double?
}

extension PlatformOptions {
    /// Refuses a Region, price or model that is not known, as a mistake in the command line.
    func validate() throws {
        do {
            _ = try tariff()
            _ = try model()
        } catch {
            throw ValidationError(String(describing: error))
        }
    }

    /// The prices that apply.
    func tariff() throws -> Tariff {
        try Tariff(prices: PriceList.standard.prices(in: region), architecture: architecture)
    }

    /// The model of memory to CPU for what is measured or read now.
    func model() throws -> PlatformModel {
        try supposed() ?? .standard
    }

    /// The model that was asked for by name; nil keeps a stored run's own.
    func supposed() throws -> PlatformModel? {
        try megabytesPerVCPU.map { try PlatformModel(megabytesPerVCPU: $0) }
    }
}

extension Architecture: ExpressibleByArgument {}
