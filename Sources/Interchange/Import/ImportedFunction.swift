package import LambdaPlatform
package import Measurement

/// One function's invocations as they were imported.
package struct ImportedFunction: Hashable, Sendable {
    /// Its name, from the file or from whoever imports it.
    package let name: String

    /// The invocations that were kept, in the order they came.
    package let invocations: [Invocation]

    /// How many there were, kept or not.
    package let seen: Int

    /// Reasons to distrust the figures.
    package let cautions: [Caution]

    /// The record of the run they come from, where the input holds one.
    package var record: RunRecord?
}

extension ImportedFunction {
    /// The run that the invocations make, complete as far as it goes.
    package func run(
        toolVersion: String,
        createdAt: Double,
        command: [String],
        detail: String,
        platform: PlatformModel,
        architecture: Architecture,
        configuredMemory: MemorySetting? = nil
    ) -> MeasuredRun {
        if let record { return MeasuredRun(record: record, invocations: invocations) }
        let record = RunRecord(
            toolVersion: toolVersion,
            createdAt: createdAt,
            command: command,
            function: FunctionDescription(
                name: name,
                kind: "recorded",
                detail: detail,
                configuredMemoryMB: configuredMemory
            ),
            plan: Plan(
                memory: Set(invocations.map(\.memoryMB)).sorted(),
                strategies: Set(invocations.map(\.strategy)).sorted()
            ),
            platform: platform,
            architecture: architecture,
            machine: nil,
            source: .recorded,
            governor: nil,
            cautions: cautions,
            isComplete: true
        )
        return MeasuredRun(record: record, invocations: invocations)
    }
}

extension ImportedFunction {
    /// The functions of several inputs, those of the same name as one.
    package static func merging(
        _ first: [ImportedFunction],
        _ second: [ImportedFunction]
    ) -> [ImportedFunction] {
        second.reduce(into: first) { merged, function in
            guard let place = merged.firstIndex(where: { $0.name == function.name }) else {
                merged.append(function)
                return
            }
            let known = merged[place]
            let added = function.cautions.filter { !known.cautions.contains($0) }
            merged[place] = ImportedFunction(
                name: known.name,
                invocations: known.invocations + function.invocations,
                seen: known.seen + function.seen,
                cautions: known.cautions + added
            )
        }
    }
}

extension SampleCollector {
    /// The invocations of the function at a place of ``functions``, in the order they came.
    func imported(_ function: Int, name: String, areMeans: Bool) -> ImportedFunction {
        let reservoirs = reservoirs(of: function)
        let kept = reservoirs.flatMap(\.reservoir.kept).sorted { $0.sequence < $1.sequence }
        let invocations = kept.compactMap { $0.line.invocation(strategy, sequence: $0.sequence) }
        let seen = reservoirs.reduce(0) { $0 + $1.reservoir.seen }
        return ImportedFunction(
            name: name,
            invocations: invocations,
            seen: seen,
            cautions: cautions(of: kept, seen: seen, areMeans: areMeans)
        )
    }

    private func cautions(of kept: [Kept], seen: Int, areMeans: Bool) -> [Caution] {
        var cautions: [Caution] = []
        if kept.count < seen {
            cautions.append(
                Caution(
                    code: "sampled-import",
                    message: "\(kept.count) of \(seen) invocations were kept, chosen at random."
                )
            )
        }
        if areMeans {
            let message =
                "Each sample is a mean over several invocations: quantiles and intervals "
                + "of single invocations cannot be told."
            cautions.append(Caution(code: "means-only", message: message))
        }
        if kept.contains(where: { !$0.line.restoreDurationMS.isNaN }) {
            let message =
                "SnapStart restores stand for INIT: their restore duration is recorded as "
                + "init duration."
            cautions.append(Caution(code: "snapstart", message: message))
        }
        return cautions
    }
}

extension ReportLine {
    /// The invocation that the line reports; nil where memory is out of Lambda's range.
    fileprivate func invocation(_ strategy: ThreadingStrategy, sequence: Int) -> Invocation? {
        let initMS = initDurationMS.isNaN ? restoreDurationMS : initDurationMS
        let billed = billedDurationMS.isFinite ? Int(min(max(billedDurationMS, 0), 1e9)) : nil
        guard let memory = try? MemorySetting(megabytes: Int(memoryMB)) else { return nil }
        return Invocation(
            memoryMB: memory,
            strategy: strategy,
            durationMS: durationMS,
            billedDurationMS: billed ?? Tariff.billedMS(durationMS: durationMS),
            initDurationMS: initMS.isNaN ? nil : initMS,
            maxMemoryUsedMB: maxMemoryUsedMB.isNaN ? nil : maxMemoryUsedMB,
            cold: isCold,
            status: status,
            errorType: errorType,
            source: .recorded,
            projected: isProjected,
            sequence: sequence,
            startedAt: time.isNaN ? 0 : time
        )
    }
}
