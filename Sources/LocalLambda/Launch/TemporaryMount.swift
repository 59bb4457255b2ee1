#if os(Linux)
    import Glibc

    /// What is to become a function's `/tmp`: a folder, or the image of a disk, whose size is a limit.
    struct TemporaryMount {
        private let source: CInt
        private let isImage: Bool

        /// Opens the folder or the image.
        init(_ path: String) throws(Isolation.Refusal) {
            isImage = !FileSystem.isFolder(path)
            source = open(path, (isImage ? O_RDWR : O_RDONLY) | O_CLOEXEC)
            guard source >= 0 else {
                throw Isolation.Refusal(action: "open \(path)", reason: lastError())
            }
        }

        /// Mounts it for this namespace.
        func attach(to place: String) throws(Isolation.Refusal) {
            let flags = UInt(MS_NOSUID | MS_NODEV)
            let isMounted: Bool
            if isImage {
                let device = try attachDevice()
                isMounted = mount(device, place, "ext4", flags, nil) == 0
                // As on Lambda: for everybody, whoever the function turns itself into.
                if isMounted { chmod(place, 0o1777) }
            } else {
                isMounted = mount("/proc/self/fd/\(source)", place, nil, UInt(MS_BIND), nil) == 0
            }
            guard isMounted else {
                throw Isolation.Refusal(action: "mount \(place)", reason: lastError())
            }
            close(source)
        }

        /// Makes a block device of the image; it ends by itself with its last mount.
        ///
        /// - Source: Linux, loop(4): `LOOP_CTL_GET_FREE`, `LOOP_SET_FD`, `LOOP_SET_STATUS64` and
        ///   `LO_FLAGS_AUTOCLEAR`; lo_flags is at byte 52 of the 232 of `struct loop_info64`.
        private func attachDevice() throws(Isolation.Refusal) -> String {
            let control = open("/dev/loop-control", O_RDWR | O_CLOEXEC)
            guard control >= 0 else {
                throw Isolation.Refusal(action: "open /dev/loop-control", reason: lastError())
            }
            defer { close(control) }
            // Another launcher may take the device that was free a moment ago.
            for _ in 0..<100 {
                let number = ioctl(control, 0x4C82, 0)
                if number < 0 { break }
                let device = "/dev/loop\(number)"
                let descriptor = open(device, O_RDWR | O_CLOEXEC)
                if descriptor < 0 { break }
                guard ioctl(descriptor, 0x4C00, source) == 0 else {
                    close(descriptor)
                    continue
                }
                var status = [UInt8](repeating: 0, count: 232)
                status[52] = 4
                let isSet = status.withUnsafeMutableBytes { bytes in
                    bytes.baseAddress.map { ioctl(descriptor, 0x4C04, $0) } == 0
                }
                // Kept open until the launcher becomes the function, as the mount needs it.
                if isSet { return device }
                _ = ioctl(descriptor, 0x4C01, 0)
                close(descriptor)
                break
            }
            throw Isolation.Refusal(action: "make a disk of an image", reason: lastError())
        }
    }
#endif
