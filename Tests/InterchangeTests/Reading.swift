import Interchange
import Measurement

/// Reads a text as if it were a file.
func imported(
    _ text: String,
    name: String? = "f",
    keep: Int = 10_000
) throws -> ImportResult {
    try ImportedInput.text(text).read(ImportOptions(name: name, keep: keep))
}

/// The invocations of the only function in a text.
func invocations(_ text: String) throws -> [Invocation] {
    try imported(text).functions.flatMap(\.invocations)
}
