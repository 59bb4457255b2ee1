import LambdaPlatform
import Testing
import Tuning

/// A function that computes in bursts and waits between them, run tick by tick under its quota.
///
/// - Source: Linux CFS bandwidth control as on Lambda: periods of 20 ms, a check every 4 ms, debt
///   carried over, unused quota lost (Lin, Ma and Shahrad 2025, "Demystifying Serverless Costs on
///   Public Platforms").
private struct BurstyFunction {
    let bursts: Int
    let burstMS: Double
    let waitMS: Double

    /// The mean duration in ms over the phases of the period at which it may start.
    func durationMS(at megabytes: Int) -> Double {
        let phases = stride(from: 0.5, to: 20, by: 1)
        let total = phases.reduce(0) { $0 + durationMS(at: megabytes, phase: $1) }
        return total / 20
    }

    private func durationMS(at megabytes: Int, phase: Double) -> Double {
        let quota = 20 * min(Double(megabytes) / 1_769, 1)
        var now = phase
        var credit = quota
        func pass(to end: Double) {
            let periods = Int(end / 20) - Int(now / 20)
            for _ in 0..<periods { credit = min(quota, credit + quota) }
            now = end
        }
        for burst in 0..<bursts {
            if burst > 0 { pass(to: now + waitMS) }
            var left = burstMS
            while left > 0 {
                let end = min(now + left, ((now / 4).rounded(.down) + 1) * 4)
                left -= end - now
                credit -= end - now
                pass(to: end)
                while left > 0, credit <= 0 { pass(to: ((now / 20).rounded(.down) + 1) * 20) }
            }
        }
        return now - phase
    }
}

/// While a function waits its quota refills, so waiting makes up for part of what the quota takes.
struct InterleavedWaitingTests {
    private static let sizes = [128, 192, 256, 384, 512, 640, 768, 1_024, 1_536, 3_008]

    /// The mean error of a shape with the function's own waiting and work.
    private func error(of function: BurstyFunction, overlap: Double) -> Double {
        let work = Double(function.bursts) * function.burstMS
        let waiting = Double(function.bursts - 1) * function.waitMS
        let shape = DurationShape(
            waiting: waiting / work,
            serial: 1,
            parallel: 0,
            kneeMB: 1_769,
            overlap: overlap
        )
        let errors = Self.sizes.map { megabytes in
            let predicted = work * shape.relativeDuration(at: Double(megabytes))
            return abs(predicted / function.durationMS(at: megabytes) - 1)
        }
        return errors.reduce(0, +) / Double(errors.count)
    }

    /// Bursts that fit into a few ticks, waits like those for a store or a queue.
    @Test(arguments: [(120, 2.5, 9.0), (60, 6.0, 20.0), (200, 3.0, 30.0), (300, 1.5, 3.0)])
    func `short bursts take hardly longer than the longer of waiting and quota`(
        bursts: Int,
        burstMS: Double,
        waitMS: Double
    ) {
        let function = BurstyFunction(bursts: bursts, burstMS: burstMS, waitMS: waitMS)
        #expect(error(of: function, overlap: 1) < 0.05)
        #expect(error(of: function, overlap: 0) > 0.25)
    }

    @Test(arguments: [(30, 20.0, 40.0), (40, 10.0, 50.0)])
    func `the quota makes up for half of the waiting between long bursts`(
        bursts: Int,
        burstMS: Double,
        waitMS: Double
    ) {
        let function = BurstyFunction(bursts: bursts, burstMS: burstMS, waitMS: waitMS)
        #expect(error(of: function, overlap: 0.5) < 0.08)
        #expect(error(of: function, overlap: 0) > 0.1)
    }

    /// The mean error of predictions at the other settings, from five measured ones.
    private func predictionError(of truth: (Int) -> Double) throws -> Double {
        let measured = [128, 256, 512, 1_024, 3_008]
        let wanted = Self.sizes.filter { !measured.contains($0) }
        let train = measured.map { "\"\($0)\":{\"ms\":\(truth($0))}" }
        let line = """
            {"arch":"x86_64","trained_on":\(measured),"train":{\(train.joined(separator: ","))},\
            "predict":\(wanted)}
            """
        var predictor = Predictor()
        let answer = Array(line.utf8).withUnsafeBytes { predictor.answer(to: $0, line: 1) }
        let tree = try Array(answer.line.utf8).withUnsafeBytes { try JSONTree($0) }
        let errors = try wanted.map { megabytes in
            let predicted = try #require(tree["predictions"]?["\(megabytes)"]?.number)
            return abs(predicted / truth(megabytes) - 1)
        }
        return errors.reduce(0, +) / Double(errors.count)
    }

    @Test(arguments: [(120, 2.5, 9.0), (60, 6.0, 20.0), (40, 10.0, 50.0), (30, 20.0, 40.0)])
    func `settings between are predicted within five percent`(
        bursts: Int,
        burstMS: Double,
        waitMS: Double
    ) throws {
        let function = BurstyFunction(bursts: bursts, burstMS: burstMS, waitMS: waitMS)
        #expect(try predictionError(of: function.durationMS(at:)) < 0.05)
    }

    @Test func `one burst after one wait is still the sum of both`() throws {
        #expect(try predictionError(of: SyntheticRun.oneThread(600, waitingMS: 300)) < 0.02)
    }
}
