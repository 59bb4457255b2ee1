/// Parameters for things that Lambda has and a single machine has not.
///
/// What would change how a function runs is refused by name rather than ignored.
struct AbsentFeatures: Decodable {
    var packageType: String?
    var snapStart: SnapStart?
    var vpcConfig: Network?
    var fileSystemConfigs: [Anything]?
    var imageConfig: Anything?
    var capacityProviderConfig: Anything?
    var durableConfig: Anything?
    var tenancyConfig: Anything?

    struct SnapStart: Decodable { var applyOn: String? }
    struct Network: Decodable { var subnetIds: [String]? }

    /// Something of which only the presence matters.
    struct Anything: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    /// Refuses what was asked for and is not here.
    func refuse() throws(ServiceRefusal) {
        if packageType == "Image" || imageConfig != nil { throw .unsupported("container images") }
        if snapStart?.applyOn == "PublishedVersions" { throw .unsupported("SnapStart") }
        if vpcConfig?.subnetIds?.isEmpty == false { throw .unsupported("VPC") }
        if fileSystemConfigs?.isEmpty == false { throw .unsupported("file systems to mount") }
        if capacityProviderConfig != nil { throw .unsupported("Managed Instances") }
        if durableConfig != nil { throw .unsupported("durable executions") }
        if tenancyConfig != nil { throw .unsupported("tenant isolation") }
    }
}
