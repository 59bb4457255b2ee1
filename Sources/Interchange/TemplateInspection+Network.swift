extension TemplateInspection {
    /// A function in subnets whose way to the internet is a gateway that functions cannot use.
    ///
    /// - Source: AWS, "Give Lambda functions access to the internet": a function in a VPC has no
    ///   public address, so it needs a private subnet with a route to a NAT gateway.
    func network(of function: TemplateFunction) -> [TemplateFinding] {
        let subnets = setting("VpcConfig", of: function)?["SubnetIds"]?.elements ?? []
        return subnets.compactMap { subnet in
            guard let name = subnet.reference, isPublic(name) else { return nil }
            let message =
                "\(function.name) is in the public subnet \(name) and has no way to the "
                + "internet there."
            return finding(.publicSubnet, at: subnet.place.line, message)
        }
    }

    private func isPublic(_ subnet: String) -> Bool {
        let properties = resource(subnet)?["Properties"]
        if properties?["MapPublicIpOnLaunch"]?.isTrue ?? false { return true }
        let resources = template.root["Resources"]?.members.map(\.value) ?? []
        let tables = resources.compactMap { item -> String? in
            guard item["Type"]?.text == "AWS::EC2::SubnetRouteTableAssociation",
                item["Properties"]?["SubnetId"]?.reference == subnet
            else { return nil }
            return item["Properties"]?["RouteTableId"]?.reference
        }
        return resources.contains { item in
            guard item["Type"]?.text == "AWS::EC2::Route",
                let table = item["Properties"]?["RouteTableId"]?.reference
            else { return false }
            return tables.contains(table)
                && item["Properties"]?["DestinationCidrBlock"]?.text == "0.0.0.0/0"
                && item["Properties"]?["GatewayId"] != nil
        }
    }

    /// Tracing that a role of the template does not allow.
    func tracing(of function: TemplateFunction) -> [TemplateFinding] {
        let isServerless = function.type == "AWS::Serverless::Function"
        let mode =
            isServerless
            ? setting("Tracing", of: function) : function.properties["TracingConfig"]?["Mode"]
        guard let mode, mode.text == "Active", let role = setting("Role", of: function) else {
            return []
        }
        guard let name = role.attributeOwner, let properties = resource(name)?["Properties"]
        else { return [] }
        let policies = resourcePolicies(for: name)
        let words = properties.texts + policies
        let isAllowed = words.contains { word in
            word.contains("AWSXRayDaemonWriteAccess") || word.contains("AWSXrayWriteOnlyAccess")
                || word.lowercased().hasPrefix("xray:") || word == "*"
                || word.contains("AdministratorAccess")
        }
        guard !isAllowed else { return [] }
        let message = "\(function.name) traces with X-Ray, which its role \(name) does not allow."
        return [finding(.tracingPermission, at: mode.place.line, message)]
    }

    /// The words of policies of their own that name a role.
    private func resourcePolicies(for role: String) -> [String] {
        let resources = template.root["Resources"]?.members.map(\.value) ?? []
        return resources.filter { item in
            ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"].contains(item["Type"]?.text ?? "")
                && (item["Properties"]?["Roles"]?.elements ?? []).contains { $0.reference == role }
        }
        .flatMap { $0["Properties"]?.texts ?? [] }
    }
}
