#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement

/// What this machine lets the tuner keep from a function, found out by trying it.
package struct IsolationAbility: Hashable, Sendable, Codable {
    /// Whether a function gets a file system of its own: code at `/var/task`, layers at `/opt`, a
    /// `/tmp` that nobody else sees.
    package var files = false

    /// Whether the size of its `/tmp` is limited.
    package var temporarySize = false

    /// Whether it can be given a network with nothing in it.
    package var network = false

    /// Whether it sees no processes but its own, all of which end with the environment.
    package var processes = false

    package init(
        files: Bool = false,
        temporarySize: Bool = false,
        network: Bool = false,
        processes: Bool = false
    ) {
        self.files = files
        self.temporarySize = temporarySize
        self.network = network
        self.processes = processes
    }
}

extension IsolationAbility {
    /// The launcher's argument that asks for a trial.
    static let flag = "--probe"

    /// The abilities as words.
    var words: [String] {
        [
            ("files", files), ("disk", temporarySize), ("network", network),
            ("processes", processes),
        ].filter(\.1).map(\.0)
    }

    /// Reads the words back.
    init(words text: String) {
        let words = text.split(separator: " ")
        self.init(
            files: words.contains("files"),
            temporarySize: words.contains("disk"),
            network: words.contains("network"),
            processes: words.contains("processes")
        )
    }

    /// What this process may do, which is of no more use for anything else and may be another after.
    static func tried(withImage image: String?) -> IsolationAbility {
        #if os(Linux)
            var ability = IsolationAbility()
            ability.files = can(Isolation.enterNamespace)
            if ability.files, let image {
                ability.temporarySize = can { () throws(Isolation.Refusal) in
                    try TemporaryMount(image).attach(to: "/tmp")
                }
            }
            // The tuner has to follow into it, which takes real privilege.
            ability.network = can(LoopbackNetwork.enter) && geteuid() == 0
            if ability.files {
                ability.processes = can(ProcessNamespace.enter) && can(ProcessNamespace.mountView)
            }
            return ability
        #else
            return IsolationAbility()
        #endif
    }

    #if os(Linux)
        private static func can(_ work: () throws(Isolation.Refusal) -> Void) -> Bool {
            do throws(Isolation.Refusal) {
                try work()
                return true
            } catch {
                return false
            }
        }
    #endif

    /// What a launcher finds out: the program that would start the function with its first arguments.
    ///
    /// Tries to mount the image of a disk, which is made at a path that is free. Costs one process.
    static func of(launcher: [String], withImageAt path: String) -> IsolationAbility {
        let image = TemporaryStorage.makeImage(path, megabytes: 16)
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer {
            close(nowhere)
            image?.remove()
        }
        let launch = Launch(
            command: launcher + [flag] + (image.map { [$0.path] } ?? []),
            environment: [:],
            output: nowhere
        )
        guard case .success(let (process, status)) = launch.start() else {
            return IsolationAbility()
        }
        let report = status.wait()
        let ability = IsolationAbility(words: report.text)
        ProcessWatch(launcher: process, report).end()
        image?.awaitRelease()
        return ability
    }

    /// The same with a folder of its own for the image.
    package static func examined(launcher: [String]) -> IsolationAbility {
        do throws(SourceFailure) {
            let scratch = try ScratchDirectory.make()
            defer { scratch.remove() }
            return of(launcher: launcher, withImageAt: "\(scratch.path)/probe.img")
        } catch {
            return IsolationAbility()
        }
    }
}

extension IsolationAbility {
    /// What could not be kept from a function, as reasons to distrust its run.
    ///
    /// - Edge cases: none for the built-in workloads, which touch neither files nor the network.
    func cautions(for configuration: LocalConfiguration) -> [Caution] {
        if configuration.function.isBuiltIn { return [] }
        if !files {
            return [
                Caution(
                    code: "files-not-isolated",
                    message: "The function sees this machine's files and processes, its code and "
                        + "layers at their own paths, and no limit of /tmp: run as root on Linux."
                )
            ]
        }
        var cautions: [Caution] = []
        if !processes {
            cautions.append(
                Caution(
                    code: "processes-not-isolated",
                    message: "The function sees this machine's processes: that takes root and a "
                        + "process namespace, which this machine refuses."
                )
            )
        }
        if !temporarySize {
            cautions.append(
                Caution(
                    code: "tmp-not-limited",
                    message: "The size of /tmp is not limited here: that takes root, loop devices "
                        + "and mke2fs."
                )
            )
        }
        return cautions
    }
}
