import Foundation
import LambdaPlatform
import Measurement
import Testing

struct InvocationTests {
    @Test func `a sample line reads back as it was written`() throws {
        let sample = Invocation(
            memoryMB: .largest,
            strategy: .dispatch,
            durationMS: 12.5,
            billedDurationMS: 13,
            source: .local
        )
        let line = try JSONEncoder().encode(sample)
        #expect(try JSONDecoder().decode(Invocation.self, from: line) == sample)
    }
}
