/// Bodies that attract each other, moved in small steps by direct summation.
struct GravitySystem: Workload {
    static let facts = WorkloadFacts(
        name: "n-body",
        summary: "moves bodies under their mutual gravity",
        complexity: "O(n²) interactions in each of 20 steps for n bodies",
        split: "bodies within a step; the threads meet after every step",
        parallelFraction: 0.99,
        sizeUnit: "bodies",
        defaultSize: 1_500,
        sizes: 2...1_000_000,
        memory: ByteCount(perUnit: 56),
        known: knownAnswers
    )

    /// The number of bodies.
    let size: Int

    private static let steps = 20

    func run(on team: Team) async -> WorkloadResult {
        let bodies = Bodies(count: size, seed: 6)
        let before = bodies.momentum
        for _ in 0..<Self.steps {
            await team.forEach(size) { range in
                bodies.accelerate(range, by: 0.001, softening: 1e-4)
            }
            bodies.move(by: 0.001)
        }
        let drift = zip(before, bodies.momentum).map { abs($0 - $1) }
        return WorkloadResult(
            answer: String(bodies.checksum),
            // Momentum is kept but for rounding: 1e-10 of the momenta's size, about √n.
            holdsInvariant: drift.allSatisfy { $0 < 1e-10 * Double(size) }
        )
    }

    private static let knownAnswers = [
        (2, "17426532211317810470"),
        (37, "11344738963672603414"),
        (1_500, "14631686883978327552"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "NumPy, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}

/// Positions, velocities and masses, each coordinate in an array of its own.
struct Bodies: Sendable {
    let count: Int
    let x: SharedArray<Double>
    let y: SharedArray<Double>
    let z: SharedArray<Double>
    let vx: SharedArray<Double>
    let vy: SharedArray<Double>
    let vz: SharedArray<Double>
    let mass: SharedArray<Double>

    init(count: Int) {
        self.count = count
        x = SharedArray(repeating: 0, count: count)
        y = SharedArray(repeating: 0, count: count)
        z = SharedArray(repeating: 0, count: count)
        vx = SharedArray(repeating: 0, count: count)
        vy = SharedArray(repeating: 0, count: count)
        vz = SharedArray(repeating: 0, count: count)
        mass = SharedArray(repeating: 0, count: count)
    }

    /// Spreads bodies evenly over the cube [−1, 1]³, with velocities in the same range and masses
    /// that add up to about one.
    init(count: Int, seed: UInt64) {
        self.init(count: count)
        let random = SplitMix(seed: seed)
        for index in 0..<count {
            let values = (0..<7).map { Double(random(7 * index + $0) >> 11) * 0x1p-53 }
            (x[index], y[index]) = (2 * values[0] - 1, 2 * values[1] - 1)
            (z[index], vx[index]) = (2 * values[2] - 1, 2 * values[3] - 1)
            (vy[index], vz[index]) = (2 * values[4] - 1, 2 * values[5] - 1)
            mass[index] = 2 * values[6] / Double(count)
        }
    }

    /// Changes the velocities of some bodies by what all others pull in a time step.
    ///
    /// - Source: symplectic Euler with the softened Newtonian force m·d ÷ (d² + ε²)^{3/2}.
    func accelerate(_ range: Range<Int>, by step: Double, softening: Double) {
        let (x, y, z, mass) = (self.x.base, self.y.base, self.z.base, self.mass.base)
        for body in range {
            var (ax, ay, az) = (0.0, 0.0, 0.0)
            let (px, py, pz) = (x[body], y[body], z[body])
            @inline(__always) func pull(_ others: Range<Int>) {
                for other in others {
                    let (dx, dy, dz) = (x[other] - px, y[other] - py, z[other] - pz)
                    let square = dx * dx + dy * dy + dz * dz + softening
                    let strength = mass[other] / (square * square.squareRoot())
                    ax += dx * strength
                    ay += dy * strength
                    az += dz * strength
                }
            }
            pull(0..<body)
            pull(body + 1..<count)
            vx.base[body] += step * ax
            vy.base[body] += step * ay
            vz.base[body] += step * az
        }
    }

    /// Moves every body by its velocity.
    func move(by step: Double) {
        for body in 0..<count {
            x.base[body] += step * vx.base[body]
            y.base[body] += step * vy.base[body]
            z.base[body] += step * vz.base[body]
        }
    }

    /// The sums of mass times velocity.
    var momentum: [Double] {
        [vx, vy, vz].map { velocity in
            (0..<count).reduce(0) { $0 + mass[$1] * velocity[$1] }
        }
    }

    /// The bit patterns of all coordinates, weighted by their place and added up modulo 2⁶⁴.
    var checksum: UInt64 {
        var sum: UInt64 = 0
        for (place, array) in [x, y, z, vx, vy, vz].enumerated() {
            for body in 0..<count {
                sum &+= array[body].bitPattern &* UInt64(6 * body + place + 1)
            }
        }
        return sum
    }
}
