import Measurement

extension DocumentReading {
    /// Takes the result of aws-lambda-power-tuning: its statistics, or the link to its page.
    ///
    /// - Source: aws-lambda-power-tuning 4.4.0, README-EXECUTE.md, "State machine output".
    mutating func takePowerTuning(_ tree: JSONTree) throws(ImportFailure) {
        let stats = tree["stats"]?.elements ?? []
        if !stats.isEmpty {
            stats.forEach { takeMean($0["value"]?.figure, $0["averageDuration"]?.figure) }
        } else if let link = tree["stateMachine"]?["visualization"]?.text {
            try take(ShareLink(text: link))
        } else {
            takeMean(tree["power"]?.figure, tree["duration"]?.figure)
        }
    }

    /// Takes what a share link holds; the two results of a comparison are functions of their own.
    mutating func take(_ link: ShareLink) {
        for series in link.series {
            for point in series.points {
                takeMean(
                    Double(point.memoryMB),
                    Double(point.durationMS.shortest),
                    function: series.name
                )
            }
        }
    }

    /// Takes a recommendation of Compute Optimizer: what it saw, and what it expects elsewhere.
    ///
    /// - Source: AWS API reference, `LambdaFunctionRecommendation`.
    mutating func takeRecommendation(_ item: JSONTree) {
        let arn = item["functionArn"]?.text ?? item["resourceArn"]?.text ?? ""
        let duration = item["utilizationMetrics"]?.elements.first {
            $0["name"]?.text == "Duration" && $0["statistic"]?.text == "Average"
        }
        takeMean(
            item["currentMemorySize"]?.figure,
            duration?["value"]?.figure,
            function: FunctionName.short(arn)
        )
        for option in item["memorySizeRecommendationOptions"]?.elements ?? [] {
            let expected = option["projectedUtilizationMetrics"]?.elements.first {
                $0["name"]?.text == "Duration" && $0["statistic"]?.text == "Expected"
            }
            takeMean(
                option["memorySize"]?.figure,
                expected?["value"]?.figure,
                function: FunctionName.short(arn),
                isProjected: true
            )
        }
    }

    private mutating func takeMean(
        _ memoryMB: Double?,
        _ durationMS: Double?,
        function: String = "",
        isProjected: Bool = false
    ) {
        var line = ReportLine()
        line.isProjected = isProjected
        line.memoryMB = memoryMB ?? .nan
        line.durationMS = durationMS ?? .nan
        noteMeans()
        log.take(line, line: log.collector.count + 1, function: function)
    }
}

extension Float {
    /// The double with the fewest digits that is still this number.
    ///
    /// A link holds 32 bits, so 7.2 would come out as 7.19999980926514.
    fileprivate var shortest: Double {
        Double("\(self)") ?? Double(self)
    }
}
