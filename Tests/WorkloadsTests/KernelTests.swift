import Testing

@testable import Workloads

struct KernelTests {
    /// Source: `numpy.fft.fft([1, 2, 3, 4])`.
    @Test func `a transform of four numbers is the known one`() {
        let array = ComplexArray(count: 4)
        for index in 0..<4 { array.real[index] = Double(index + 1) }
        let transform = FourierTransform(length: 4)
        transform.forward(array)
        let expected = [(10.0, 0.0), (-2, 2), (-2, 0), (-2, -2)]
        for (index, value) in expected.enumerated() {
            #expect(abs(array.real[index] - value.0) < 1e-15)
            #expect(abs(array.imaginary[index] - value.1) < 1e-15)
        }
        transform.backward(array)
        #expect((0..<4).allSatisfy { abs(array.real[$0] / 4 - Double($0 + 1)) < 1e-15 })
    }

    /// Source: the Computer Language Benchmarks Game, n-body: energies before and after 1,000 steps of
    /// 0.01 days for the sun and four planets.
    @Test func `the planets keep the energy that the benchmarks game publishes`() {
        let bodies = Bodies.planets
        #expect(abs(bodies.energy - -0.169075164) < 5e-10)
        for _ in 0..<1_000 {
            bodies.accelerate(0..<5, by: 0.01, softening: 0)
            bodies.move(by: 0.01)
        }
        #expect(abs(bodies.energy - -0.169087605) < 5e-10)
    }

    /// Source: Hull, "Options, Futures, and Other Derivatives", example 15.6.
    @Test func `the example option has the textbook's price`() {
        #expect(abs(CallOption.example.price - 4.76) < 0.005)
    }
}

extension Bodies {
    /// The sun and the outer planets: astronomical units, days, and 4π² for the sun's mass.
    fileprivate static var planets: Bodies {
        let year = 365.24
        let sun = 4 * Double.pi * Double.pi
        let rows: [[Double]] = [
            [0, 0, 0, 0, 0, 0, 1],
            [
                4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
                0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023,
                0.000954791938424326609,
            ],
            [
                8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
                -0.00276742510726411022, 0.00499852801234917238, 0.0000230417297573763929,
                0.000285885980666130812,
            ],
            [
                12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
                0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556,
                0.0000436624404335156298,
            ],
            [
                15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
                0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870,
                0.0000515138902046611451,
            ],
        ]
        let bodies = Bodies(count: 5)
        for (index, row) in rows.enumerated() {
            (bodies.x[index], bodies.y[index], bodies.z[index]) = (row[0], row[1], row[2])
            bodies.vx[index] = row[3] * year
            bodies.vy[index] = row[4] * year
            bodies.vz[index] = row[5] * year
            bodies.mass[index] = row[6] * sun
        }
        // The sun moves so that the whole system does not.
        let momentum = bodies.momentum
        bodies.vx[0] = -momentum[0] / sun
        bodies.vy[0] = -momentum[1] / sun
        bodies.vz[0] = -momentum[2] / sun
        return bodies
    }

    /// Kinetic and potential energy.
    fileprivate var energy: Double {
        var energy = 0.0
        for body in 0..<count {
            let square = vx[body] * vx[body] + vy[body] * vy[body] + vz[body] * vz[body]
            energy += 0.5 * mass[body] * square
            for other in body + 1..<count {
                let (dx, dy, dz) = (x[body] - x[other], y[body] - y[other], z[body] - z[other])
                let distance = (dx * dx + dy * dy + dz * dz).squareRoot()
                energy -= mass[body] * mass[other] / distance
            }
        }
        return energy
    }
}
