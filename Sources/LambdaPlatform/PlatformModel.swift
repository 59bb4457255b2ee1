/// How Lambda turns memory into processor time: the share, the bandwidth period, the tick.
///
/// Every other module asks this type for the share and never works it out again. The model is
/// recorded in each run, because its one parameter is a setting (`--vcpu-mb`).
package struct PlatformModel: Hashable, Sendable, Codable {
    /// The memory that carries one whole vCPU, in MB.
    ///
    /// - Source: 1,792 was AWS's documented figure until 2 December 2020 and is the project's
    ///   default; AWS documents 1,769 since. METHOD.md discusses the 1.3 % between them.
    package let megabytesPerVCPU: Double

    /// The project's default of 1,792 MB per vCPU.
    package static let standard = PlatformModel(unchecked: 1_792)

    /// The figure AWS documents since December 2020, 1,769 MB per vCPU.
    package static let documented = PlatformModel(unchecked: 1_769)

    /// The length of one bandwidth period, in ms.
    ///
    /// - Source: measured on Lambda (intervals between bursts are multiples of 20 ms), artefact of
    ///   Lin, Ma and Shahrad, "Demystifying Serverless Costs on Public Platforms", EuroSys 2026.
    package static let periodMS = 20.0

    /// The time between two checks of the quota by the host's scheduler, in ms (250 Hz).
    ///
    /// - Source: bursts of 4 ms at 128 MB in the same artefact.
    package static let tickMS = 4.0

    /// Takes the memory that carries one vCPU.
    ///
    /// - Throws: ``Refusal`` unless it is a number in 128…10,240.
    package init(megabytesPerVCPU: Double) throws(Refusal) {
        guard (128...10_240).contains(megabytesPerVCPU) else {
            throw .unusableDivisor(megabytesPerVCPU)
        }
        self.megabytesPerVCPU = megabytesPerVCPU
    }

    private init(unchecked megabytesPerVCPU: Double) {
        self.megabytesPerVCPU = megabytesPerVCPU
    }
}

extension PlatformModel {
    /// Why a platform model was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case unusableDivisor(Double)

        package var description: String {
            switch self {
            case .unusableDivisor(let megabytes):
                "\(megabytes) MB per vCPU is unusable: give a number from 128 to 10240, "
                    + "such as 1792 or 1769."
            }
        }
    }

    /// The processor share granted at a memory setting.
    ///
    /// - Unit: vCPUs; 1.0 is one hardware thread kept busy all the time.
    /// - Shape: proportional to memory, 0.07 at 128 MB and 5.71 at 10,240 MB by default.
    package func vcpuShare(at memory: MemorySetting) -> Double {
        Double(memory.megabytes) / megabytesPerVCPU
    }

    /// The CPU time granted in each period, in ms.
    package func quotaMS(at memory: MemorySetting) -> Double {
        vcpuShare(at: memory) * Self.periodMS
    }

    /// The first setting that holds at least the given share.
    package func memory(holding vcpus: Double) -> MemorySetting {
        MemorySetting(clamping: Int((vcpus * megabytesPerVCPU).rounded(.up)))
    }

    /// The number of processors that a function of this size sees.
    ///
    /// - Source: measured on Lambda by rwnx/lambda-cpuinfo (February 2021) and twice since; AWS
    ///   publishes no table. What a program sees is not what it may burn: that is the share.
    package static func visibleProcessors(at memory: MemorySetting) -> Int {
        switch memory.megabytes {
        case ...3_008: 2
        case ...5_307: 3
        case ...7_076: 4
        case ...8_845: 5
        default: 6
        }
    }
}
