import Foundation
import Interchange
import LambdaPlatform
import LocalLambda
import Measurement
import Tuning

extension MeasuringOptions {
    /// The word among the strategies that asks for predictions from profiles.
    static let autoProfile = "auto-profile"

    /// The strategies as they were written.
    var strategyNames: [String] { strategies?.split(separator: ",").map(String.init) ?? [] }

    /// Whether durations are predicted from profiles instead of measured.
    var isProfiled: Bool { strategyNames.contains(Self.autoProfile) }

    /// The tunings that the options ask for, one for each function or the one to continue.
    ///
    /// - Throws: ``FunctionRefusal`` and ``RunFolder/Failure``.
    func requests(
        for functions: [String],
        platform: PlatformModel,
        conditions: Conditions
    ) throws -> [TuningRequest] {
        if let resume {
            return [try continuation(of: RunFolder(url: URL(filePath: resume)), conditions)]
        }
        return try functions.map { name in
            let package = try template.map { try Template(path: $0).package(of: name) }
            let function = try resolved(name, package)
            return TuningRequest(
                function: function,
                plan: try plan(for: function, timeoutS: timeout ?? package?.timeoutS ?? 900),
                conditions: conditions,
                platform: platform,
                governor: GovernorChoice(name: governor) ?? .automatic,
                profiling: isProfiled ? .alone : .none,
                folder: sampling.folder(for: function.description.name),
                isContinuation: false,
                command: ["lambda-tuner"]
                    + FunctionVariable.withoutValues(Array(CommandLine.arguments.dropFirst())),
                surroundings: FunctionSurroundings(environment, package)
            )
        }
    }

    /// A function of a template, a built-in workload by its name, or what lies at a path.
    private func resolved(_ name: String, _ package: TemplatePackage?) throws -> ResolvedFunction {
        guard
            package != nil
                || !ResolvedFunction.isWorkload(name)
                    && FileManager.default.fileExists(atPath: name)
        else {
            guard sampling.event == nil, sampling.events == nil else {
                throw FunctionRefusal.ownEvent(workload: name)
            }
            return try ResolvedFunction(workload: name, size: size)
        }
        let written = (package?.variables ?? [:]).map { "\($0.key)=\($0.value)" }
        return try ResolvedFunction(
            package: package.map { besideTemplate($0.code) } ?? name,
            named: package == nil ? nil : name,
            handler: handler ?? package?.handler,
            runtime: runtime ?? package?.runtime,
            layers: environment.layers + (package?.layers ?? []).map(besideTemplate),
            variables: (written + environment.variables)
                .compactMap(FunctionVariable.init(argument:)),
            events: try sampling.book()
        )
    }

    /// Paths in a template begin where it lies.
    private func besideTemplate(_ path: String) -> String {
        Template.location(of: path, besides: template ?? "")
    }

    private func plan(
        for function: ResolvedFunction,
        timeoutS: Int
    ) throws(FunctionRefusal) -> Plan {
        let isChosen = isProfiled && sampling.memory.isAdaptive
        let memory = isChosen ? MemoryList.profiled : sampling.memory
        // What is asked for of a setting is asked for of each event of a mix.
        let events = max(1, function.eventWeights.count)
        return Plan(
            memory: memory.settings,
            strategies: try wantedStrategies(of: function),
            warmUps: 0,
            // Predictions cost nothing: there are as many as the moments of a period they start at.
            minimumInvocations: events
                * (isProfiled ? sampling.most : sampling.minInvocations),
            maximumInvocations: sampling.most * events,
            isAdaptive: memory.isAdaptive,
            targetError: sampling.targetError,
            seed: sampling.seed,
            timeoutS: min(max(timeoutS, 1), 900),
            payloadWeights: function.eventWeights
        )
    }

    /// The strategies asked for, or those that the function is usually compared with.
    private func wantedStrategies(
        of function: ResolvedFunction
    ) throws(FunctionRefusal) -> [ThreadingStrategy] {
        let names = strategyNames.filter { $0 != Self.autoProfile }
        guard !names.isEmpty else {
            return isProfiled ? function.strategies : function.usualStrategies
        }
        var wanted: [ThreadingStrategy] = []
        for name in names {
            let strategy = ThreadingStrategy(rawValue: name)
            guard function.strategies.contains(strategy) else {
                throw .unknownStrategy(name: name, known: function.strategies.map(\.rawValue))
            }
            if !wanted.contains(strategy) { wanted.append(strategy) }
        }
        return wanted
    }

    private func continuation(
        of folder: RunFolder,
        _ conditions: Conditions
    ) throws -> TuningRequest {
        let record = try folder.read().record
        guard record.source == .local, record.function.kind == "workload",
            record.profiles == nil
        else {
            throw FunctionRefusal.unusable(
                reason: "\(folder.url.path) was not measured here: it cannot be continued."
            )
        }
        let size = record.function.detail.split(separator: " ").first.flatMap { Int($0) }
        return TuningRequest(
            function: try ResolvedFunction(workload: record.function.name, size: size),
            plan: record.plan,
            conditions: conditions,
            platform: record.platform,
            governor: record.governor.map(GovernorChoice.only) ?? .automatic,
            profiling: .none,
            folder: folder,
            isContinuation: true,
            command: record.command,
            surroundings: FunctionSurroundings(environment, nil)
        )
    }
}
