/// What one unthrottled invocation did with the processors over time, and what stopping it costs.
///
/// This is enough to tell the invocation's duration under any quota: how long nothing ran, how long
/// one thread did, and how long several did at once, in the order in which that happened.
package struct CPUProfile: Hashable, Sendable, Codable {
    /// A stretch of the invocation.
    package struct Stretch: Hashable, Sendable, Codable {
        /// How long it lasted, in ms.
        package let elapsedMS: Double

        /// The CPU time that all threads used in it together, in ms.
        package let cpuMS: Double

        package init(elapsedMS: Double, cpuMS: Double) {
            self.elapsedMS = elapsedMS
            self.cpuMS = cpuMS
        }
    }

    /// The stretches in order; none is empty.
    package let stretches: [Stretch]

    /// The processors that the invocation could use: at least 1.
    package let processors: Int

    /// What being stopped costs.
    package let restart: RestartCost

    /// Takes what was observed; CPU time beyond what the processors could give is cut off.
    package init(stretches: [Stretch], processors: Int, restart: RestartCost = .none) {
        let processors = max(1, processors)
        self.processors = processors
        self.restart = restart
        self.stretches = stretches.filter { $0.elapsedMS > 0 && $0.elapsedMS.isFinite }.map {
            Stretch(
                elapsedMS: $0.elapsedMS,
                cpuMS: min(max(0, $0.cpuMS), $0.elapsedMS * Double(processors))
            )
        }
    }

    /// Takes a duration and a CPU time alone: the parallel part first, then one thread, then waiting.
    ///
    /// - Shape: with duration W, CPU time C and n processors, `S = (nW − C) ÷ (n − 1)` held to 0…C is
    ///   serial, `C − S` parallel, and what is left of W waiting. On one processor all is serial.
    package init(durationMS: Double, cpuMS: Double, processors: Int) {
        let count = Double(max(1, processors))
        let serial =
            count > 1 ? min(max((count * durationMS - cpuMS) / (count - 1), 0), cpuMS) : cpuMS
        let parallel = cpuMS - serial
        self.init(
            stretches: [
                Stretch(elapsedMS: parallel / count, cpuMS: parallel),
                Stretch(elapsedMS: serial, cpuMS: serial),
                Stretch(elapsedMS: durationMS - serial - parallel / count, cpuMS: 0),
            ],
            processors: processors
        )
    }

    /// The same invocation with another cost of being stopped.
    package func with(restart: RestartCost) -> CPUProfile {
        CPUProfile(stretches: stretches, processors: processors, restart: restart)
    }
}

extension CPUProfile {
    /// How long the invocation took, in ms.
    package var durationMS: Double { stretches.reduce(0) { $0 + $1.elapsedMS } }

    /// The CPU time that it used, in ms.
    package var cpuMS: Double { stretches.reduce(0) { $0 + $1.cpuMS } }

    /// How long 0, 1, 2 … threads were on a processor, in ms; one more entry than processors.
    ///
    /// - Shape: a stretch in which 1.6 threads ran on average counts 40 % for one and 60 % for two.
    package var onCPUMS: [Double] {
        var times = [Double](repeating: 0, count: processors + 1)
        for stretch in stretches {
            let threads = stretch.cpuMS / stretch.elapsedMS
            let whole = min(Int(threads), processors - 1)
            let part = threads - Double(whole)
            times[whole] += stretch.elapsedMS * (1 - part)
            times[whole + 1] += stretch.elapsedMS * part
        }
        return times
    }

    /// The stretches on another number of processors.
    ///
    /// - Shape: what ran on all processors at once spreads over all of the others (Amdahl's law in
    ///   each stretch); what ran on fewer takes as long as it did, unless it needs more than there are.
    /// - Source: G. M. Amdahl, "Validity of the single processor approach", AFIPS 1967.
    package func stretches(onProcessors count: Int) -> [Stretch] {
        let (here, there) = (Double(processors), Double(max(1, count)))
        return stretches.map { stretch in
            let threads = stretch.cpuMS / stretch.elapsedMS
            var elapsed = stretch.elapsedMS
            if there > here, threads > 1 {
                let parallel = elapsed * (threads - 1) / (here - 1)
                elapsed += parallel * (here / there - 1)
            } else if threads > there {
                elapsed *= threads / there
            }
            return Stretch(elapsedMS: elapsed, cpuMS: stretch.cpuMS)
        }
    }
}
