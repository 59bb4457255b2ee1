import Crypto

/// The root of a Merkle tree over generated data, with SHA-256.
///
/// - Source: RFC 6962, "Certificate Transparency", §2.1: leaves are hashed after a zero byte, nodes
///   after a one byte, and a tree of n leaves splits at the largest power of two below n.
struct HashTree: Workload {
    static let facts = WorkloadFacts(
        name: "sha256-tree",
        summary: "hashes blocks of 4 KiB into a Merkle tree with SHA-256",
        complexity: "O(n) compressions for n blocks",
        split: "subtrees of 64 blocks; the top of the tree is one thread's work",
        parallelFraction: 0.99,
        sizeUnit: "blocks of 4 KiB",
        defaultSize: 50_000,
        sizes: 1...100_000_000,
        memory: ByteCount(constant: 65_536, perUnit: 1),
        known: knownAnswers
    )

    /// The number of blocks.
    let size: Int

    private static let blockBytes = 4_096
    private static let leavesPerSubtree = 64
    private static let random = SplitMix(seed: 4)

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        let subtrees = (size - 1) / Self.leavesPerSubtree + 1
        let roots = SharedArray<Digest>(unsetCount: subtrees)
        await team.forEach(subtrees) { range in
            Self.withBlock { block in
                for subtree in range {
                    let first = subtree * Self.leavesPerSubtree
                    let count = min(Self.leavesPerSubtree, size - first)
                    roots.base[subtree] = Self.root(first, count, block)
                }
            }
        }
        let root = roots.withElements { MerkleTree.fold($0, count: subtrees) }
        return WorkloadResult(answer: root.hexadecimal, holdsInvariant: isSound(roots, root))
    }

    /// Whether the library hashes as the standard says, one subtree comes out the same again, and
    /// pairing neighbours level by level leads to the same root.
    private func isSound(_ roots: SharedArray<Digest>, _ root: Digest) -> Bool {
        let subtree = Int(Self.random(size) % UInt64(roots.count))
        let first = subtree * Self.leavesPerSubtree
        let again = Self.withBlock { block in
            Self.root(first, min(Self.leavesPerSubtree, size - first), block)
        }
        var level = (0..<roots.count).map { roots[$0] }
        while level.count > 1 {
            level = stride(from: 0, to: level.count, by: 2).map { left in
                left + 1 < level.count
                    ? MerkleTree.node(level[left], level[left + 1]) : level[left]
            }
        }
        return MerkleTree.isTrueToStandard && again == roots[subtree] && level == [root]
    }

    /// The root of a subtree of consecutive blocks, split as the standard says.
    private static func root(
        _ first: Int,
        _ count: Int,
        _ block: UnsafeMutableRawBufferPointer
    ) -> Digest {
        if count == 1 {
            fill(block, index: first)
            return MerkleTree.leaf(prefixed: UnsafeRawBufferPointer(block))
        }
        let left = MerkleTree.split(count)
        return MerkleTree.node(
            root(first, left, block),
            root(first + left, count - left, block)
        )
    }

    /// A zero byte and room for one block.
    private static func withBlock<Value>(
        _ body: (UnsafeMutableRawBufferPointer) -> Value
    ) -> Value {
        withUnsafeTemporaryAllocation(byteCount: blockBytes + 1, alignment: 8) { block in
            block[0] = 0
            return body(block)
        }
    }

    /// Writes the block's bytes: the generator's numbers in little-endian order.
    private static func fill(_ block: UnsafeMutableRawBufferPointer, index: Int) {
        let words = blockBytes / 8
        for word in 0..<words {
            let value = random(index &* words &+ word).littleEndian
            block.storeBytes(of: value, toByteOffset: 1 &+ word &* 8, as: UInt64.self)
        }
    }

    private static let knownAnswers = [
        (1, "c153825346437e80cd1bf7ff684e7a3801f04d96b7fa0ce219dcb79f423c1da3"),
        (7, "cebde8ea6fbbfc4309a292a84990b9024127501f955e09cef7648b4bb9ba2bcf"),
        (100, "eb6800db4761aa5d909152a775c03fe6f07e10984953c6d3f342ebefd5a14a30"),
        (50_000, "a0fdde247b5007d10f5be7a04c67ec42d9fb958ce04f886c20480c055a6abe3b"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "Python's hashlib, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
