#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
package import LambdaPlatform
package import Measurement

/// What this machine can enforce, and what it would take to enforce more.
package struct MachineExamination: Hashable, Sendable, Codable {
    /// The machine.
    package let machine: MachineDescription

    /// The governor that `auto` takes here.
    package let chosen: GovernorKind

    /// Every governor, the best first.
    package let governors: [Finding]

    /// The largest memory setting whose share this machine can give to many threads.
    package let largestMeasuredMB: MemorySetting

    /// What can be kept from a function here.
    package let isolation: IsolationAbility

    /// What was found out about one governor.
    package struct Finding: Hashable, Sendable, Codable {
        /// The governor.
        package let governor: GovernorKind

        /// Whether it works here.
        package let works: Bool

        /// Whether it stops a function that needs more memory than the setting.
        package let enforcesMemory: Bool

        /// Why it does not work, where it does not.
        package let reason: String?

        /// The command that would make it work, where there is one.
        package let remedy: String?
    }
}

extension MachineExamination {
    /// Examines the machine; makes and removes an empty control group and an empty disk.
    ///
    /// The launcher is the program that starts functions, with its first arguments.
    package static func examine(
        model: PlatformModel = .standard,
        launcher: [String]
    ) -> MachineExamination {
        let findings = [GovernorKind.cgroupV2, .cgroupV1, .dutyCycle, .model].map(finding)
        let chosen = findings.first(where: \.works)?.governor ?? .model
        let vcpus = chosen == .dutyCycle ? 1 : Double(usableProcessorCount())
        return MachineExamination(
            machine: .current,
            chosen: chosen,
            governors: findings,
            largestMeasuredMB: MemorySetting(clamping: Int(vcpus * model.megabytesPerVCPU)),
            isolation: .examined(launcher: launcher)
        )
    }

    private static func finding(_ kind: GovernorKind) -> Finding {
        do throws(SourceFailure) {
            let governor = try GovernorFactory.make(kind)
            return Finding(
                governor: kind,
                works: true,
                enforcesMemory: governor.enforcesMemory,
                reason: nil,
                remedy: nil
            )
        } catch {
            return Finding(
                governor: kind,
                works: false,
                enforcesMemory: false,
                reason: error.reason,
                remedy: remedy(for: kind)
            )
        }
    }

    private static func remedy(for kind: GovernorKind) -> String? {
        if isMac { return nil }
        switch kind {
        case .cgroupV2 where KernelControlTree().exists("/sys/fs/cgroup/cgroup.controllers"):
            return geteuid() == 0
                ? "docker run --privileged --cgroupns=host …  (in a container)"
                : "systemd-run --user --scope lambda-tuner …"
        case .cgroupV1 where KernelControlTree().exists("/sys/fs/cgroup/cpu"):
            return geteuid() == 0
                ? "docker run --privileged -v /sys/fs/cgroup:/sys/fs/cgroup …  (in a container)"
                : "for c in cpu cpuacct cpuset memory freezer pids; do sudo install -d "
                    + "-o $(id -u) /sys/fs/cgroup/$c/lambda-tuner; "
                    + "sudo chown -R $(id -u) /sys/fs/cgroup/$c/lambda-tuner; done"
        default:
            return nil
        }
    }

    private static var isMac: Bool {
        #if os(macOS)
            true
        #else
            false
        #endif
    }
}

extension SourceFailure {
    /// The reason without the name of what failed.
    var reason: String {
        switch self {
        case .governorUnavailable(_, let reason): reason
        default: description
        }
    }
}

extension MachineDescription {
    /// This machine.
    package static var current: MachineDescription {
        var names = utsname()
        uname(&names)
        let system = "\(text(&names.sysname)) \(text(&names.release))"
        return MachineDescription(
            processor: processorName,
            processors: usableProcessorCount(),
            system: system
        )
    }

    private static var processorName: String {
        #if os(Linux)
            let text = (try? KernelControlTree().read("/proc/cpuinfo")) ?? ""
            for line in text.split(separator: "\n") where line.hasPrefix("model name") {
                return String(line.drop { $0 != ":" }.dropFirst()).trimmed
            }
            return "unknown"
        #else
            var size = 0
            sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0)
            var bytes = [UInt8](repeating: 0, count: max(1, size))
            sysctlbyname("machdep.cpu.brand_string", &bytes, &size, nil, 0)
            return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        #endif
    }

    private static func text<Tuple>(_ tuple: inout Tuple) -> String {
        withUnsafeBytes(of: &tuple) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
