/// A function as it is started here: what becomes of its package once it is unpacked.
package struct LocalFunction: Hashable, Sendable {
    /// Its name, as in `AWS_LAMBDA_FUNCTION_NAME`; 1 to 64 letters, digits, hyphens and underscores.
    package var name: String

    /// The program that speaks the Runtime API, by its absolute path, and its arguments.
    package var command: [String]

    /// The folder that holds its code: the working directory, and `LAMBDA_TASK_ROOT`.
    package var codeDirectory: String

    /// The handler, as in `_HANDLER`.
    package var handler: String

    /// The runtime's identifier, such as `provided.al2023` or `python3.13`.
    package var runtime: String

    /// Variables of its own, besides those that Lambda sets.
    package var environment: [String: String]

    /// Whether the code's folder is made read-only for the function, as on Lambda.
    package var isCodeReadOnly: Bool

    package init(
        name: String,
        command: [String],
        codeDirectory: String,
        handler: String = "bootstrap",
        runtime: String = "provided.al2023",
        environment: [String: String] = [:],
        isCodeReadOnly: Bool = true
    ) {
        self.name = name
        self.command = command
        self.codeDirectory = codeDirectory
        self.handler = handler
        self.runtime = runtime
        self.environment = environment
        self.isCodeReadOnly = isCodeReadOnly && codeDirectory != "/"
    }
}
