extension TemplateInspection {
    /// A function in subnets whose way to the internet is a gateway that functions cannot use, or
    /// that have none while its environment names an address there.
    ///
    /// - Source: AWS, "Give Lambda functions access to the internet": a function in a VPC has no
    ///   public address, so it needs a private subnet with a route to a NAT gateway.
    func network(of function: TemplateFunction) -> [TemplateFinding] {
        let subnets = setting("VpcConfig", of: function)?["SubnetIds"]?.elements ?? []
        let address = internetAddress(of: function)
        return subnets.compactMap { subnet in
            guard let name = subnet.reference else { return nil }
            if isPublic(name) {
                let message =
                    "\(function.name) is in the public subnet \(name) and has no way to the "
                    + "internet there."
                return finding(.publicSubnet, at: subnet.place.line, message)
            }
            guard let address, isIsolated(name) else { return nil }
            let message =
                "\(function.name) is given the address \(address), and its subnet \(name) has no "
                + "route to the internet."
            return finding(.noNAT, at: subnet.place.line, message)
        }
    }

    private func isPublic(_ subnet: String) -> Bool {
        let properties = resource(subnet)?["Properties"]
        if properties?["MapPublicIpOnLaunch"]?.isTrue ?? false { return true }
        return defaultRoutes(of: subnet).contains { $0["GatewayId"] != nil }
    }

    /// Whether the template gives the subnet a route table of its own without any way out.
    private func isIsolated(_ subnet: String) -> Bool {
        resource(subnet) != nil && !routeTables(of: subnet).isEmpty
            && defaultRoutes(of: subnet).isEmpty
    }

    /// The properties of the template's resources of a type.
    private func properties(of type: String) -> [TemplateNode] {
        let resources = template.root["Resources"]?.members.map(\.value) ?? []
        return resources.filter { $0["Type"]?.text == type }.compactMap { $0["Properties"] }
    }

    private func routeTables(of subnet: String) -> [String] {
        properties(of: "AWS::EC2::SubnetRouteTableAssociation")
            .filter { $0["SubnetId"]?.reference == subnet }
            .compactMap { $0["RouteTableId"]?.reference }
    }

    private func defaultRoutes(of subnet: String) -> [TemplateNode] {
        let tables = routeTables(of: subnet)
        return properties(of: "AWS::EC2::Route").filter { route in
            tables.contains(route["RouteTableId"]?.reference ?? "")
                && route["DestinationCidrBlock"]?.text == "0.0.0.0/0"
        }
    }

    /// The host of the first address in the environment that lies on the internet.
    ///
    /// - Edge cases: nil for names that only a private network knows, for AWS's own services, which
    ///   VPC endpoints reach, and for numbers.
    private func internetAddress(of function: TemplateFunction) -> String? {
        let variables = setting("Environment", of: function)?["Variables"]?.members ?? []
        return variables.lazy.compactMap { variable -> String? in
            guard let text = variable.value.text,
                let scheme = ["https://", "http://"].first(where: text.hasPrefix)
            else { return nil }
            let host = text.dropFirst(scheme.count).prefix { !"/:?#".contains($0) }
            let isPrivate =
                !host.contains(".") || host.last?.isNumber ?? true
                || [".internal", ".local", ".amazonaws.com"].contains(where: host.hasSuffix)
            return isPrivate ? nil : String(host)
        }
        .first
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
        (properties(of: "AWS::IAM::Policy") + properties(of: "AWS::IAM::ManagedPolicy"))
            .filter { ($0["Roles"]?.elements ?? []).contains { $0.reference == role } }
            .flatMap(\.texts)
    }
}
