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
        do {
            _ = try await NIOPipeBootstrap(group: group)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(LogHandler(log: log))
                    }
                }
                .takingOwnershipOfDescriptor(input: ends[0])
                .get()
        } catch {
            ends.forEach { close($0) }
            throw error
        }
        return LogPipe(writeEnd: ends[1])
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
        log.append(Array(unwrapInboundIn(data).readableBytesView))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
