#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import NIOCore
import NIOPosix

/// The pipe that a function's output comes through.
struct LogPipe: Sendable {
    /// The end that the function writes to; ours to close once the function has it.
    let writeEnd: CInt

    /// What moves the output into the log.
    let reader: LogReader

    /// Opens a pipe and reads it into the log until the last writer is gone.
    static func open(
        into log: FunctionLog,
        on group: MultiThreadedEventLoopGroup
    ) async throws -> LogPipe {
        var ends: [CInt] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ControlFailure(path: "a pipe", action: "create", code: errno)
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        #if os(Linux)
            // F_SETPIPE_SZ: a function that writes much waits for us less often. What is refused
            // leaves the pipe as it is.
            _ = fcntl(ends[1], 1_031, 1_048_576)
        #endif
        do {
            // A pipe that is full is emptied in one read.
            let reads = AdaptiveRecvByteBufferAllocator(
                minimum: 4_096,
                initial: 65_536,
                maximum: 1_048_576
            )
            let channel = try await NIOPipeBootstrap(group: group)
                .channelOption(.recvAllocator, value: reads)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(LogHandler(log: log))
                    }
                }
                .takingOwnershipOfDescriptor(input: ends[0])
                .get()
            return LogPipe(
                writeEnd: ends[1],
                reader: LogReader(channel: channel, descriptor: ends[0])
            )
        } catch {
            ends.forEach { close($0) }
            throw error
        }
    }
}

/// Moves a function's output into the log.
struct LogReader: Sendable {
    fileprivate let channel: any Channel
    fileprivate let descriptor: CInt

    /// Waits until everything that has been written is in the log.
    ///
    /// - Edge cases: gives up after 50 ms, since a function may go on writing for ever.
    func drain() async {
        for _ in 0..<100 {
            if await isDrained { return }
            await pause(.microseconds(500))
        }
    }

    private var isDrained: Bool {
        get async {
            let channel = channel
            let descriptor = descriptor
            // On the channel's own thread nothing is between the pipe and the log.
            return await withCheckedContinuation { continuation in
                channel.eventLoop.execute {
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                    let isEmpty =
                        !channel.isActive || poll(&waiting, 1, 0) == 0
                        || waiting.revents & Int16(POLLIN) == 0
                    continuation.resume(returning: isEmpty)
                }
            }
        }
    }

    private func pause(_ time: TimeAmount) async {
        let loop = channel.eventLoop
        await withCheckedContinuation { continuation in
            loop.scheduleTask(in: time) { continuation.resume() }
        }
    }
}

/// Moves what arrives into the log.
private final class LogHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let log: FunctionLog

    init(log: FunctionLog) {
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        log.append(Array(buffer: unwrapInboundIn(data)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
