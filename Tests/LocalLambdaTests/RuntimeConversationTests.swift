import Testing

@testable import LocalLambda

/// The states are those of AWS's runtime interface emulator; see the type's own sources.
struct RuntimeConversationTests {
    private func waiting() -> RuntimeConversation {
        var conversation = RuntimeConversation()
        _ = conversation.take(.next, isParked: false)
        return conversation
    }

    private func invoking() -> RuntimeConversation {
        var conversation = waiting()
        _ = conversation.begin(id: "a")
        return conversation
    }

    @Test func `a runtime asks, gets an event, answers and asks again`() {
        var conversation = RuntimeConversation()
        #expect(conversation.take(.next, isParked: false) == .park)
        let isHandedOut = conversation.begin(id: "a")
        #expect(isHandedOut)
        #expect(conversation.take(.response(id: "a"), isParked: false) == .answer)
        #expect(conversation.take(.next, isParked: false) == .park)
    }

    @Test func `an error of the function is an answer too`() {
        var conversation = invoking()
        #expect(conversation.take(.failure(id: "a"), isParked: false) == .fail)
    }

    @Test(arguments: [
        (RuntimeCall.next, 403), (.initFailure, 403), (.response(id: "b"), 400),
        (.failure(id: "b"), 400), (.unknown, 404),
    ])
    func `calls that do not fit an invocation are refused and change nothing`(
        call: RuntimeCall,
        status: Int
    ) {
        var conversation = invoking()
        guard case .refuse(let reply) = conversation.take(call, isParked: false) else {
            Issue.record("\(call) was taken")
            return
        }
        #expect(reply.status == status)
        #expect(conversation == invoking())
    }

    @Test func `a second answer is refused`() {
        var conversation = invoking()
        _ = conversation.take(.response(id: "a"), isParked: false)
        #expect(
            conversation.take(.response(id: "a"), isParked: false) == .refuse(.misplaced)
        )
    }

    @Test func `a second request for an event is refused while the first is open`() {
        var conversation = waiting()
        #expect(conversation.take(.next, isParked: true) == .refuse(.misplaced))
        #expect(conversation.take(.next, isParked: false) == .park)
    }

    @Test func `nothing is handed to a runtime that does not wait`() {
        var conversation = RuntimeConversation()
        let isHandedOut = conversation.begin(id: "a")
        #expect(!isHandedOut)
    }

    @Test(arguments: [
        ("GET", "/2018-06-01/runtime/invocation/next", RuntimeCall.next),
        ("POST", "/2018-06-01/runtime/invocation/x-1/response", .response(id: "x-1")),
        ("POST", "/2018-06-01/runtime/invocation/x-1/error", .failure(id: "x-1")),
        ("POST", "/2018-06-01/runtime/init/error", .initFailure),
        ("GET", "/2018-06-01/runtime/init/error", .unknown),
        ("GET", "/2015-03-31/runtime/invocation/next", .unknown),
        ("GET", "/", .unknown), ("GET", "", .unknown),
        ("POST", "/2018-06-01/runtime/invocation/../../response", .unknown),
    ])
    func `paths are read as the Runtime API writes them`(
        method: String,
        path: String,
        call: RuntimeCall
    ) {
        #expect(RuntimeCall(method: method, path: path) == call)
    }
}
