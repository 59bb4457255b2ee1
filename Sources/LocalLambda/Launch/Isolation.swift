#if os(Linux)
    import Glibc

    /// The function's own view of the file system.
    enum Isolation {
        /// Whether this process may give functions a view of their own.
        ///
        /// - Edge cases: in a container even root may be refused; the launcher then goes on without,
        ///   and points `TMPDIR` at the folder that would have been `/tmp`.
        static var isLikely: Bool { geteuid() == 0 }

        /// Puts the function's folder over `/tmp`, and makes its code read-only.
        static func isolate(_ order: LaunchOrder) {
            let newMountNamespace: CInt = 0x0002_0000
            guard isLikely, order.temporaryDirectory != nil || order.readOnlyDirectory != nil,
                LinuxCall.unshareNamespaces(newMountNamespace),
                // Nothing mounted from here on may reach the rest of the machine.
                mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0
            else {
                fallBack(order)
                return
            }
            if let code = order.readOnlyDirectory {
                // A bind mount takes its flags only when it is mounted once more.
                if mount(code, code, nil, UInt(MS_BIND | MS_REC), nil) == 0 {
                    let flags = UInt(MS_BIND | MS_REMOUNT | MS_RDONLY)
                    _ = mount("none", code, nil, flags, nil)
                }
            }
            guard let own = order.temporaryDirectory else { return }
            if hides(order) || mount(own, "/tmp", nil, UInt(MS_BIND), nil) != 0 { fallBack(order) }
        }

        /// Whether the function itself lies below `/tmp` and would be hidden.
        private static func hides(_ order: LaunchOrder) -> Bool {
            ([order.directory] + order.command).contains { $0 == "/tmp" || $0.hasPrefix("/tmp/") }
        }

        private static func fallBack(_ order: LaunchOrder) {
            if let own = order.temporaryDirectory { setenv("TMPDIR", own, 1) }
        }
    }
#endif
