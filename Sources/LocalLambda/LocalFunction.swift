/// A function as it is started here: what becomes of its package once it is unpacked.
package struct LocalFunction: Hashable, Sendable {
    /// Its name, as in `AWS_LAMBDA_FUNCTION_NAME`; 1 to 64 letters, digits, hyphens and underscores.
    package var name: String

    /// Its version: `$LATEST`, or the number of a published one.
    package var version = "$LATEST"

    /// Whether its environment is started before an event calls for it, and kept ready.
    package var isProvisioned = false

    /// The program that speaks the Runtime API, by its absolute path, and its arguments.
    package var command: [String]

    /// The folder that holds its code: the working directory, and `LAMBDA_TASK_ROOT`.
    package var codeDirectory: String

    /// The folder that holds what its layers hold together: `/opt`; nothing without layers.
    package var layerDirectory: String?

    /// The folder that holds the client of the Runtime API: `/var/runtime`; nothing where the
    /// function brings its own.
    package var runtimeDirectory: String?

    /// The handler, as in `_HANDLER`.
    package var handler: String

    /// The runtime's identifier, such as `provided.al2023` or `python3.13`.
    package var runtime: String

    /// Variables of its own, besides those that Lambda sets.
    package var environment: [String: String]

    /// Variables that hold lists of its own folders, by their real paths.
    package var searchPaths: [String: [String]]

    /// Whether the code's folder is made read-only for the function, as on Lambda.
    package var isCodeReadOnly: Bool

    /// Whether it comes with the tuner and touches neither files nor the network.
    package var isBuiltIn: Bool

    package init(
        name: String,
        command: [String],
        codeDirectory: String,
        layerDirectory: String? = nil,
        runtimeDirectory: String? = nil,
        handler: String = "bootstrap",
        runtime: String = "provided.al2023",
        environment: [String: String] = [:],
        searchPaths: [String: [String]] = [:],
        isCodeReadOnly: Bool = true,
        isBuiltIn: Bool = false
    ) {
        self.name = name
        self.command = command
        self.codeDirectory = codeDirectory
        self.layerDirectory = layerDirectory
        self.runtimeDirectory = runtimeDirectory
        self.handler = handler
        self.runtime = runtime
        self.environment = environment
        self.searchPaths = searchPaths
        self.isCodeReadOnly = isCodeReadOnly && codeDirectory != "/"
        self.isBuiltIn = isBuiltIn
    }
}
