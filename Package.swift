// swift-tools-version: 6.2
import PackageDescription

/// The settings every target is built with.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Numerical code stays optimised in debug builds too: the tests run whole workloads and fits.
let optimised: [SwiftSetting] = house + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
]

let package = Package(
    name: "lambda-tuner",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "lambda-tuner", targets: ["lambda-tuner"]),
        .executable(name: "workload-bootstrap", targets: ["workload-bootstrap"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // zlib, which comes with macOS and as a system package on Linux, and its one Swift face
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]
        ),
        .target(name: "Deflate", dependencies: ["CZlib"], swiftSettings: house),

        // Layer 0
        .target(name: "LambdaPlatform", swiftSettings: optimised),
        .target(name: "Estimation", swiftSettings: optimised),
        .target(name: "TerminalKit", swiftSettings: house),
        .target(
            name: "Workloads",
            dependencies: ["Deflate", .product(name: "Crypto", package: "swift-crypto")],
            path: "Workloads",
            exclude: ["ContextReuse"],
            swiftSettings: optimised
        ),

        // Layer 1
        .target(
            name: "Capacity",
            dependencies: ["LambdaPlatform", "Estimation"],
            swiftSettings: optimised
        ),
        .target(
            name: "Measurement",
            dependencies: ["LambdaPlatform", "Estimation"],
            swiftSettings: house
        ),

        // Layer 2
        .target(
            name: "Tuning",
            dependencies: ["LambdaPlatform", "Estimation", "Measurement", "Capacity"],
            swiftSettings: optimised
        ),
        .target(
            name: "Interchange",
            dependencies: ["LambdaPlatform", "Estimation", "Measurement", "Deflate", "Yams"],
            swiftSettings: optimised
        ),
        .target(
            name: "LocalLambda",
            dependencies: ["LambdaPlatform", "Estimation", "Measurement", "Deflate"] + nio,
            swiftSettings: house
        ),
        .target(
            name: "AWSLambda",
            dependencies: [
                "LambdaPlatform", "Measurement", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: house
        ),

        // Layer 3
        .target(
            name: "Reports",
            dependencies: ["LambdaPlatform", "Estimation", "Measurement", "Capacity", "Tuning"],
            swiftSettings: house
        ),
        .target(
            name: "Explorer",
            dependencies: [
                "LambdaPlatform", "Estimation", "TerminalKit", "Measurement", "Capacity", "Tuning",
            ],
            swiftSettings: house
        ),

        .target(
            name: "LambdaEndpoint",
            dependencies: ["LambdaPlatform", "Measurement", "LocalLambda", "AWSLambda"],
            swiftSettings: house
        ),

        // Layer 4
        .executableTarget(
            name: "lambda-tuner",
            dependencies: [
                "LambdaPlatform", "Estimation", "TerminalKit", "Workloads", "Measurement", "Tuning",
                "LocalLambda", "AWSLambda", "LambdaEndpoint", "Capacity", "Interchange", "Reports",
                "Explorer",
                // Built alongside, never imported: the custom runtime that the built-in workloads run in.
                "workload-bootstrap",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house
        ),
        .executableTarget(
            name: "workload-bootstrap",
            dependencies: ["Workloads"],
            swiftSettings: house
        ),

        // Tests
        .testTarget(
            name: "DeflateTests",
            dependencies: ["Deflate", "Estimation"],
            swiftSettings: house
        ),
        .testTarget(
            name: "LambdaPlatformTests",
            dependencies: ["LambdaPlatform", "Estimation"],
            swiftSettings: house
        ),
        .testTarget(
            name: "CapacityTests",
            dependencies: ["Capacity", "LambdaPlatform", "Estimation"],
            swiftSettings: house
        ),
        .testTarget(
            name: "MeasurementTests",
            dependencies: ["Measurement", "LambdaPlatform", "Estimation", "TestSupport"],
            swiftSettings: house
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "LambdaPlatform", "Estimation", "Measurement", "Tuning", "TerminalKit",
            ],
            path: "Tests/TestSupport",
            swiftSettings: house
        ),
        .executableTarget(
            name: "terminal-probe",
            dependencies: ["TerminalKit"],
            path: "Tests/TerminalProbe",
            swiftSettings: house
        ),
        .testTarget(
            name: "TerminalKitTests",
            dependencies: ["TerminalKit", "Estimation", "TestSupport", "terminal-probe"],
            swiftSettings: house
        ),
        .testTarget(
            name: "ExplorerTests",
            dependencies: [
                "Explorer", "LambdaPlatform", "Estimation", "TerminalKit", "Measurement", "Tuning",
                "Capacity", "TestSupport",
            ],
            exclude: ["Goldens"],
            swiftSettings: house
        ),
        .testTarget(name: "HouseTests", swiftSettings: house),
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["TestSupport", "lambda-tuner"],
            swiftSettings: house
        ),
        .testTarget(
            name: "Benchmarks",
            dependencies: [
                "LambdaPlatform", "Estimation", "TerminalKit", "Workloads", "Measurement", "Tuning",
                "LocalLambda", "Capacity", "Interchange", "Reports", "Explorer", "KernelsInC",
                "TestSupport", "terminal-probe", "lambda-tuner",
            ],
            exclude: ["KernelsInC"],
            swiftSettings: optimised
        ),
        // The workloads in plain C, for benchmarks to hold the Swift ones against.
        .target(
            name: "KernelsInC",
            dependencies: ["CZlib"],
            path: "Tests/Benchmarks/KernelsInC"
        ),
        .testTarget(
            name: "InterchangeTests",
            dependencies: [
                "Interchange", "LambdaPlatform", "Estimation", "Measurement", "TestSupport",
            ],
            swiftSettings: optimised
        ),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "LambdaPlatform", "Estimation", "Measurement", "Capacity", "Tuning",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "LocalLambdaTests",
            dependencies: [
                "LocalLambda", "LambdaPlatform", "Estimation", "Measurement", "lambda-tuner",
                "TestSupport",
            ],
            swiftSettings: house
        ),
        .testTarget(
            name: "EstimationTests",
            dependencies: ["Estimation"],
            swiftSettings: house
        ),
        .testTarget(
            name: "TuningTests",
            dependencies: ["Tuning", "LambdaPlatform", "Measurement", "Estimation"],
            swiftSettings: house
        ),
        .testTarget(
            name: "AWSLambdaTests",
            dependencies: [
                "AWSLambda", "LambdaPlatform", "Estimation", "Measurement", "Tuning", "TestSupport",
            ],
            exclude: ["Fixtures"],
            swiftSettings: house
        ),
        .testTarget(
            name: "LambdaEndpointTests",
            dependencies: ["LambdaEndpoint", "LocalLambda", "TestSupport", "lambda-tuner"],
            exclude: ["Fixtures"],
            swiftSettings: house
        ),
        .testTarget(
            name: "BootstrapTests",
            dependencies: ["workload-bootstrap", "Workloads", "TestSupport"],
            swiftSettings: house
        ),
        .testTarget(
            name: "WorkloadsTests",
            dependencies: ["Workloads"],
            exclude: ["Reference"],
            swiftSettings: house
        ),
    ]
)

// The fuzzers need libFuzzer, which not every toolchain has: Tests/Fuzzing/run builds them.
if Context.environment["LAMBDA_TUNER_FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz-parsers",
            dependencies: [
                "LambdaPlatform", "Measurement", "Capacity", "Tuning", "Interchange", "Reports",
                "LocalLambda", "AWSLambda", "LambdaEndpoint", "TerminalKit", "Deflate",
            ],
            path: "Tests/Fuzzing",
            exclude: ["run"],
            swiftSettings: house
        )
    )
}
