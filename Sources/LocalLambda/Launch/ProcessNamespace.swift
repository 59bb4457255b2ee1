#if os(Linux)
    import Glibc

    /// Process ids of the function's own: it sees no process but its own, can signal no other, and
    /// all of them end when the first does.
    ///
    /// The first process of such a namespace takes over orphans and is spared the signals that end
    /// others; so it is a keeper, which only waits, and the function is a process like any other, as
    /// on Lambda. Both become children of the tuner, which waits for either.
    ///
    /// - Source: Linux, pid_namespaces(7) and clone(2): `CLONE_PARENT`.
    enum ProcessNamespace {
        /// Goes on as a new process in a namespace of its own; returns in that process only.
        ///
        /// Namespaces and the control group stay what they are, sessions and the signal for the
        /// parent's end do not. The ids of keeper and function go through the status pipe, in this
        /// order, as the tuner sees them.
        ///
        /// - Throws: ``Isolation/Refusal`` in the process that called, which is as it was.
        static func enter() throws(Isolation.Refusal) {
            let processes: CInt = 0x2000_0000
            var gate: [CInt] = [-1, -1]
            guard pipe(&gate) == 0, LinuxCall.unshareNamespaces(processes) else { throw refusal }
            let keeper = LinuxCall.forkSibling()
            if keeper == 0 { keep() }
            guard keeper > 0 else { throw refusal }
            LaunchStatus.tell(LaunchReport.mark(process: keeper))
            let function = LinuxCall.forkSibling()
            if function == 0 {
                waitUntilAlone(behind: gate)
                return
            }
            guard function > 0 else {
                defer { kill(keeper, SIGKILL) }
                throw refusal
            }
            LaunchStatus.tell(LaunchReport.mark(process: function))
            _exit(0)
        }

        /// Shows the processes of this namespace at `/proc`, and no others.
        static func mountView() throws(Isolation.Refusal) {
            let flags = UInt(MS_NOSUID | MS_NODEV | MS_NOEXEC)
            guard mount("proc", "/proc", "proc", flags, nil) == 0 else {
                throw Isolation.Refusal(action: "mount /proc", reason: lastError())
            }
        }

        private static var refusal: Isolation.Refusal {
            Isolation.Refusal(action: "take a process namespace", reason: lastError())
        }

        /// Waits until launcher and keeper have let go of every descriptor.
        ///
        /// The status pipe closes at the moment the function begins only if nobody else holds it.
        private static func waitUntilAlone(behind gate: [CInt]) {
            close(gate[1])
            var byte: UInt8 = 0
            while read(gate[0], &byte, 1) < 0 && errno == EINTR {}
            close(gate[0])
        }

        /// Keeps the namespace until the tuner ends it, or itself.
        private static func keep() -> Never {
            _ = LinuxCall.dieWithParent(signal: SIGKILL)
            // The tuner may have ended before the request above was made.
            guard LaunchStatus.isHeard else { _exit(0) }
            // Orphans that end are then forgotten by the kernel itself.
            signal(SIGCHLD, SIG_IGN)
            let nowhere = open("/dev/null", O_RDWR)
            for descriptor in 0...2 as ClosedRange<CInt> { dup2(nowhere, descriptor) }
            LinuxCall.close(from: 3)
            while true { pause() }
        }
    }
#endif
