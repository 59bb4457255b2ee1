extension FunctionService {
    func layerResource(_ request: ServiceRequest) async throws(ServiceRefusal) -> ServiceAnswer {
        if request.path.count == 1, request.method == "GET" {
            if request.query["find"] == "LayerVersion" {
                return try getLayer(byARN: request.query["Arn"] ?? "")
            }
            return try listLayers(request)
        }
        guard request.path.count >= 3, request.path[2] == "versions",
            let name = request.path[1].split(separator: ":").last.map(String.init),
            name.wholeMatch(of: /[A-Za-z0-9_-]{1,140}/) != nil
        else { throw Self.unknown(request) }
        let version = request.path.count > 3 ? Int(request.path[3]) ?? -1 : nil
        switch (request.method, version) {
        case ("POST", nil):
            return try await publishLayer(name, request)
        case ("GET", nil):
            return try listLayerVersions(name, request)
        case ("GET", let version?):
            return try getLayer(byARN: configuration.layerARN(name, version))
        case ("DELETE", let version?):
            return try deleteLayer(name, version)
        default:
            throw Self.unknown(request)
        }
    }

    /// The version of a layer that an ARN names.
    func layerVersion(_ arn: String) -> LayerRecord? {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 8, parts[5] == "layer", let version = Int(parts[7]) else { return nil }
        return layers[parts[6]]?.versions.first { $0.version == version }
    }

    /// The layers that a function is to use.
    ///
    /// - Throws: ``ServiceRefusal`` for more than a function may have, and for what is not here.
    func layers(_ arns: [String]) throws(ServiceRefusal) -> [LayerUse] {
        guard arns.count <= 5 else {
            throw .invalid("Cannot reference more than 5 layers.")
        }
        var uses: [LayerUse] = []
        for arn in arns {
            guard let layer = layerVersion(arn) else {
                throw .invalid("Layer version \(arn) does not exist.")
            }
            uses.append(
                LayerUse(arn: arn, codeSha256: layer.codeSha256, codeSize: layer.codeSize)
            )
        }
        return uses
    }

    private func publishLayer(
        _ name: String,
        _ request: ServiceRequest
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        struct Publication: Decodable {
            var content: CodeParameter
            var description: String?
            var compatibleRuntimes: [String]?
            var compatibleArchitectures: [String]?
            var licenseInfo: String?
        }
        let publication = try request.parameters(Publication.self)
        let code = try await kept(publication.content)
        var shelf = layers[name] ?? LayerShelf(name: name)
        shelf.published += 1
        let layer = LayerRecord(
            name: name,
            version: shelf.published,
            description: publication.description ?? "",
            runtimes: publication.compatibleRuntimes ?? [],
            architectures: publication.compatibleArchitectures ?? [],
            licence: publication.licenseInfo ?? "",
            codeSha256: code.digest,
            codeSize: code.size,
            created: Self.timestamp()
        )
        shelf.versions.append(layer)
        try store.save(shelf)
        layers[name] = shelf
        return try ServiceAnswer(201, answer(layer))
    }

    private func listLayers(_ request: ServiceRequest) throws(ServiceRefusal) -> ServiceAnswer {
        struct Item: Encodable {
            var layerName: String
            var layerArn: String
            var latestMatchingVersion: LayerAnswer
        }
        struct Answer: Encodable {
            var layers: [Item]
            var nextMarker: String?
        }
        let all = layers.values.sorted { $0.name < $1.name }.compactMap { shelf in
            shelf.versions.last.map {
                Item(
                    layerName: shelf.name,
                    layerArn: configuration.layerARN(shelf.name, nil),
                    latestMatchingVersion: answer($0)
                )
            }
        }
        let page = try Page(all, request)
        return try ServiceAnswer(200, Answer(layers: page.items, nextMarker: page.nextMarker))
    }

    private func listLayerVersions(
        _ name: String,
        _ request: ServiceRequest
    ) throws(ServiceRefusal) -> ServiceAnswer {
        struct Answer: Encodable {
            var layerVersions: [LayerAnswer]
            var nextMarker: String?
        }
        let all = (layers[name]?.versions ?? []).reversed().map { answer($0) }
        let page = try Page(all, request)
        return try ServiceAnswer(
            200,
            Answer(layerVersions: page.items, nextMarker: page.nextMarker)
        )
    }

    private func getLayer(byARN arn: String) throws(ServiceRefusal) -> ServiceAnswer {
        guard let layer = layerVersion(arn) else {
            throw .notFound("The resource you requested does not exist. (\(arn))")
        }
        return try ServiceAnswer(200, answer(layer))
    }

    private func deleteLayer(
        _ name: String,
        _ version: Int
    ) throws(ServiceRefusal) -> ServiceAnswer {
        if var shelf = layers[name] {
            // Functions that use it go on with what they have, as with AWS.
            shelf.versions.removeAll { $0.version == version }
            try store.save(shelf)
            layers[name] = shelf
        }
        return .empty
    }

    private func answer(_ layer: LayerRecord) -> LayerAnswer {
        LayerAnswer(
            layerArn: configuration.layerARN(layer.name, nil),
            layerVersionArn: configuration.layerARN(layer.name, layer.version),
            version: layer.version,
            description: layer.description,
            createdDate: layer.created,
            compatibleRuntimes: layer.runtimes,
            compatibleArchitectures: layer.architectures,
            licenseInfo: layer.licence,
            content: LayerAnswer.Content(
                location: "file://\(store.code(layer.codeSha256))",
                codeSha256: layer.codeSha256,
                codeSize: layer.codeSize
            )
        )
    }
}

/// A version of a layer as the API gives it.
///
/// - Source: AWS Lambda API Reference, GetLayerVersion.
private struct LayerAnswer: Encodable {
    struct Content: Encodable {
        var location: String
        var codeSha256: String
        var codeSize: Int
    }

    var layerArn: String
    var layerVersionArn: String
    var version: Int
    var description: String
    var createdDate: String
    var compatibleRuntimes: [String]
    var compatibleArchitectures: [String]
    var licenseInfo: String
    var content: Content
}
