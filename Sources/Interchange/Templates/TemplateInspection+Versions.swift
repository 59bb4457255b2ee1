extension TemplateInspection {
    /// Provisioned concurrency of a SAM function that publishes no version.
    func versions(of function: TemplateFunction) -> [TemplateFinding] {
        guard let provisioned = setting("ProvisionedConcurrencyConfig", of: function),
            setting("AutoPublishAlias", of: function) == nil
        else { return [] }
        let message = "\(function.name) asks for provisioned concurrency without a version."
        return [finding(.provisionedLatest, at: provisioned.place.line, message)]
    }

    /// Aliases that point where aliases cannot.
    var aliases: [TemplateFinding] {
        (template.root["Resources"]?.members ?? []).flatMap { key, value -> [TemplateFinding] in
            guard value["Type"]?.text == "AWS::Lambda::Alias", let name = key.text,
                let properties = value["Properties"], let target = properties["FunctionVersion"]
            else { return [] }
            return alias(name, properties, target)
        }
    }

    private func alias(
        _ name: String,
        _ properties: TemplateNode,
        _ target: TemplateNode
    ) -> [TemplateFinding] {
        let line = target.place.line
        let isLatest = target.text == "$LATEST"
        if let owner = target.attributeOwner ?? target.reference,
            resource(owner)?["Type"]?.text == "AWS::Lambda::Alias"
        {
            return [
                finding(.aliasTarget, at: line, "The alias \(name) points to the alias \(owner).")
            ]
        }
        var found: [TemplateFinding] = []
        if isLatest, properties["ProvisionedConcurrencyConfig"] != nil {
            let message = "The alias \(name) has provisioned concurrency and points to $LATEST."
            found.append(finding(.provisionedLatest, at: line, message))
        }
        let weights = properties["RoutingConfig"]?["AdditionalVersionWeights"]?.elements ?? []
        let isWeightedLatest = weights.contains { $0["FunctionVersion"]?.text == "$LATEST" }
        if !weights.isEmpty, isLatest || isWeightedLatest {
            let message = "The alias \(name) shares its traffic with $LATEST."
            found.append(finding(.aliasWeights, at: line, message))
        }
        return found
    }
}
