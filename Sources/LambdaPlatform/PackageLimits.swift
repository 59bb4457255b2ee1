/// How large a function's package may be, in bytes.
///
/// - Source: AWS Lambda Developer Guide, "Lambda quotas", deployment package size.
package enum PackageLimits {
    /// The largest zip that can be uploaded directly: 50 MB.
    package static let uploadBytes = 50 << 20

    /// The most that code and layers may hold together when unpacked: 250 MB.
    package static let unpackedBytes = 250 << 20
}
