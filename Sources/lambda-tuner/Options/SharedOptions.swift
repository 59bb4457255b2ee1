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

    @OptionGroup var vcpu: VCPUOptions
}

extension PlatformOptions {
    /// Refuses a Region or price that is not known, as a mistake in the command line.
    func validate() throws {
        do {
            _ = try tariff()
        } catch {
            throw ValidationError(String(describing: error))
        }
    }

    /// The prices that apply.
    func tariff() throws -> Tariff {
        try Tariff(prices: PriceList.standard.prices(in: region), architecture: architecture)
    }

    /// The model of memory to CPU for what is measured or read now.
    func model() throws -> PlatformModel { try vcpu.model() }

    /// The model that was asked for by name; nil keeps a stored run's own.
    func supposed() throws -> PlatformModel? { try vcpu.supposed() }
}

/// The option that says how much memory carries a vCPU.
struct VCPUOptions: ParsableArguments {
    @Option(
        name: .customLong("vcpu-mb"),
        help: """
            Memory that carries one vCPU: 1792 or 1769, AWS's figure since 2020. A stored run keeps \
            its own unless given; a new one takes 1792.
            """
    )
    var megabytesPerVCPU: Double?
}

extension VCPUOptions {
    /// Refuses a figure that cannot be, as a mistake in the command line.
    func validate() throws {
        do { _ = try supposed() } catch { throw ValidationError(String(describing: error)) }
    }

    /// The model of memory to CPU for what is measured now.
    func model() throws -> PlatformModel { try supposed() ?? .standard }

    /// The model that was asked for; nil where none was.
    func supposed() throws -> PlatformModel? {
        try megabytesPerVCPU.map { try PlatformModel(megabytesPerVCPU: $0) }
    }
}

extension Architecture: ExpressibleByArgument {}
