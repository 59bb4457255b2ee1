/// Every workload and every strategy there is, by name.
///
/// A new workload or strategy is one file of its own and one line here.
package enum WorkloadCatalog {
    /// The workloads, in the order in which they are listed.
    package static let workloads: [any Workload.Type] = [
        MatrixProduct.self,
        PrimeSieve.self,
        HashTree.self,
        Mandelbrot.self,
        SignalFilter.self,
        GravitySystem.self,
        MergeSort.self,
        JSONOrders.self,
        TextSearch.self,
        ImageThumbnail.self,
        LogCompression.self,
        OptionPricing.self,
        Clustering.self,
    ]

    /// The strategies, `single` first.
    package static let strategies: [any WorkStrategy] = [
        SingleStrategy(),
        DispatchStrategy(),
        DispatchBlocksStrategy(),
        DispatchStealStrategy(),
        DispatchQueueStrategy(),
        TaskGroupStrategy(),
        ThreadsStrategy(),
    ]

    /// The facts of every workload.
    package static var facts: [WorkloadFacts] { workloads.map { $0.facts } }

    /// The workload of that name, where there is one.
    package static func workload(named name: String) -> (any Workload.Type)? {
        workloads.first { $0.facts.name == name }
    }

    /// The strategy of that name, where there is one.
    package static func strategy(named name: String) -> (any WorkStrategy)? {
        strategies.first { $0.name == name }
    }
}
