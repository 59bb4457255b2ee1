import AWSLambda
import Foundation
import LambdaPlatform
import LocalLambda

extension FunctionService {
    private struct Creation: Decodable {
        var functionName: String
        var code: CodeParameter
        var publish: Bool?
    }

    func createFunction(_ request: ServiceRequest) async throws(ServiceRefusal) -> ServiceAnswer {
        let creation = try request.parameters(Creation.self)
        let change = try request.parameters(SettingsChange.self)
        try request.parameters(AbsentFeatures.self).refuse()
        let reference = try FunctionReference(creation.functionName, qualifier: nil)
        guard functions[reference.name] == nil else {
            throw .conflict("Function already exist: \(reference.name)")
        }
        guard let role = change.role else { throw .constraint("null", at: "role", "not be null") }
        guard change.runtime != nil, change.handler != nil else {
            throw .invalid(
                "Runtime and Handler are mandatory parameters for functions created "
                    + "with deployment packages."
            )
        }
        var settings = try change.applied(
            to: FunctionSettings(role: role, architectures: [Architecture.host.rawValue])
        )
        settings.layers = try layers(change.layers ?? [])
        let code = try await kept(creation.code)
        // Another call may have made it while the package was looked through.
        guard functions[reference.name] == nil else {
            throw .conflict("Function already exist: \(reference.name)")
        }
        (settings.codeSha256, settings.codeSize) = (code.digest, code.size)
        var function = FunctionRecord(
            name: reference.name,
            latest: VersionRecord(
                version: VersionRecord.latest,
                settings: settings,
                revisionID: Self.revision(),
                lastModified: Self.timestamp()
            )
        )
        let published = creation.publish == true ? function.publish(description: nil) : nil
        try commit(function)
        return try ServiceAnswer(
            201,
            answer(published ?? function.latest, of: function.name, published?.version)
        )
    }

    func updateCode(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        struct Update: Decodable {
            var publish: Bool?
            var dryRun: Bool?
            var revisionId: String?
            var architectures: [String]?
        }
        let update = try request.parameters(Update.self)
        var function = try changeable(reference, revision: update.revisionId)
        let code = try await kept(request.parameters(CodeParameter.self))
        function = try changeable(reference, revision: update.revisionId)
        var change = SettingsChange()
        change.architectures = update.architectures
        var settings = try change.applied(to: function.latest.settings)
        (settings.codeSha256, settings.codeSize) = (code.digest, code.size)
        if update.dryRun == true {
            removeUnusedCode()
            return try ServiceAnswer(200, answer(function.latest, of: function.name, nil))
        }
        function.change(to: settings)
        let published = update.publish == true ? function.publish(description: nil) : nil
        try commit(function)
        removeUnusedCode()
        await fleet.keepOnly(runnable(of: function), of: function.name)
        return try ServiceAnswer(
            200,
            answer(published ?? function.latest, of: function.name, published?.version)
        )
    }

    func updateConfiguration(
        _ request: ServiceRequest,
        _ reference: FunctionReference
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        let change = try request.parameters(SettingsChange.self)
        try request.parameters(AbsentFeatures.self).refuse()
        var function = try changeable(reference, revision: change.revisionId)
        var settings = try change.applied(to: function.latest.settings)
        if let arns = change.layers { settings.layers = try layers(arns) }
        function.change(to: settings)
        try commit(function)
        await fleet.keepOnly(runnable(of: function), of: function.name)
        return try ServiceAnswer(200, answer(function.latest, of: function.name, nil))
    }

    func deleteFunction(
        _ reference: FunctionReference
    ) async throws(ServiceRefusal) -> ServiceAnswer {
        var function = try function(named: reference.name)
        if let qualifier = reference.qualifier {
            guard qualifier != VersionRecord.latest, function.aliases[qualifier] == nil else {
                throw .invalid("$LATEST version cannot be deleted without deleting the function.")
            }
            let aliases = function.aliases(of: qualifier).map(\.name)
            guard aliases.isEmpty else {
                throw .conflict(
                    "Version \(qualifier) is referenced by alias: "
                        + aliases.joined(separator: ", ")
                )
            }
            function.versions.removeAll { $0.version == qualifier }
            function.provisioned[qualifier] = nil
            try commit(function)
            await fleet.keepOnly(runnable(of: function), of: function.name)
        } else {
            functions[function.name] = nil
            store.removeFunction(function.name)
            await fleet.keepOnly([], of: function.name)
        }
        removeUnusedCode()
        return .empty
    }

    /// The function, if it is still at the revision given and no version was named.
    func changeable(
        _ reference: FunctionReference,
        revision: String?
    ) throws(ServiceRefusal) -> FunctionRecord {
        let function = try function(named: reference.name)
        if let qualifier = reference.qualifier, qualifier != VersionRecord.latest {
            throw .invalid("Only $LATEST can be changed; '\(qualifier)' was named.")
        }
        if let revision, revision != function.latest.revisionID { throw .outdated }
        return function
    }

    /// Checks a package and keeps it.
    func kept(
        _ code: CodeParameter
    ) async throws(ServiceRefusal) -> (digest: String, size: Int) {
        if code.s3Bucket != nil { throw .unsupported("S3 to read code from") }
        if code.imageUri != nil { throw .unsupported("container images") }
        guard let zip = code.zipFile, !zip.isEmpty else {
            throw .invalid("Please provide a source for function code.")
        }
        let bytes = Array(zip)
        let store = store
        let result = await host.blocking { () -> Result<String, ServiceRefusal> in
            do {
                try FunctionPackage.check(zip: bytes)
            } catch {
                return .failure(
                    .invalid(
                        "Could not unzip uploaded file. Please check your file, then try to "
                            + "upload again. (\(error))"
                    )
                )
            }
            do throws(ServiceRefusal) {
                let digest = CodeDigest.sha256(of: bytes)
                try store.keep(bytes, as: digest)
                return .success(digest)
            } catch {
                return .failure(error)
            }
        }
        return (try result.get(), bytes.count)
    }
}
