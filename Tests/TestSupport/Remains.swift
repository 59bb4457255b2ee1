import Foundation

/// What execution environments could leave behind on this machine.
package struct Remains: Hashable, Sendable {
    /// Control groups, temporary folders, and the images behind loop devices.
    package let names: [String]

    /// Mounts that this process sees.
    package let mounts: Int

    /// What there is at this moment under names that belong to somebody: a name is an owner's process
    /// id, its start and a number, joined by hyphens.
    package static func now(where isOwn: (String) -> Bool) -> Remains {
        let groups = entries("/sys/fs/cgroup")
            .flatMap { entries("/sys/fs/cgroup/\($0)/lambda-tuner") }
        let prefix = "lambda-tuner-"
        let folders = (entries("/var/tmp") + entries("/tmp"))
            .filter { $0.hasPrefix(prefix) }
            .map { String($0.dropFirst(prefix.count)) }
        let images = entries("/sys/block").flatMap { device in
            text("/sys/block/\(device)/loop/backing_file").split(separator: "/")
                .filter { $0.hasPrefix(prefix) }
                .map { String($0.dropFirst(prefix.count)) }
        }
        return Remains(
            names: (groups + folders + images).filter(isOwn).sorted(),
            mounts: text("/proc/self/mounts").split(separator: "\n").count
        )
    }

    /// Everything that bears this process's id.
    package static func ofThisProcess() -> Remains {
        now { $0.hasPrefix("\(ProcessInfo.processInfo.processIdentifier)-") }
    }

    private static func entries(_ path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
