import Testing

@testable import Workloads

/// Source: the test vectors of Google's Certificate Transparency log (`merkle_tree_test.cc`), which
/// RFC 6962 trees are commonly checked with.
struct MerkleTreeTests {
    private static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        Array(0x50...0x57), Array(0x60...0x6F),
    ]

    private static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test(arguments: zip(1...8, roots))
    func `roots are those of the published test vectors`(count: Int, root: String) {
        var digests = Self.leaves.prefix(count).map { leaf in
            ([0] + leaf).withUnsafeBytes { MerkleTree.leaf(prefixed: $0) }
        }
        let folded = digests.withUnsafeMutableBufferPointer { MerkleTree.fold($0, count: count) }
        #expect(folded.hexadecimal == root)
    }

    @Test func `the hash of abc is the standard's`() {
        #expect(MerkleTree.isTrueToStandard)
    }
}
