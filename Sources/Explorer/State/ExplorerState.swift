package import LambdaPlatform
package import Measurement
package import Tuning

/// Everything the explorer knows; a frame is a function of it and of the window's size alone.
package struct ExplorerState: Sendable {
    /// The runs.
    package let runs: [TunedRun]

    /// The number of the run that is looked at.
    package internal(set) var runIndex = 0

    /// The page that is shown.
    package internal(set) var screen: Screen

    /// What can be changed without measuring.
    package internal(set) var whatIf: WhatIf

    /// The earlier states of ``whatIf``, the latest last.
    package internal(set) var history: [WhatIf] = []

    /// The run that is looked at, worked out; nil while nothing has been measured.
    package internal(set) var analysis: Analysis?

    /// The number of the run that ``analysis`` is about.
    private var analysedRun: Int?

    /// The choice for every run, worked out when the page of runs is shown.
    package internal(set) var summaries: [RunSummary] = []

    /// The strategies against one thread; worked out when their page is shown.
    package internal(set) var threads: ThreadingComparison?

    /// The samples of the run, in order; worked out when the page of samples is first shown.
    package internal(set) var digests: [SampleDigest] = []

    /// The month of traffic that was simulated last; asked for when its page is shown.
    package internal(set) var capacity: CapacityDigest?

    /// What ``capacity`` is to answer.
    package internal(set) var capacityQuestion: CapacityQuestion?

    /// Whether ``capacityQuestion`` has yet to be asked.
    private var mustAsk = false

    /// The state of things before the limit was taken hold of, while it is dragged.
    var limitBeforeDrag: WhatIf?

    /// The memory setting under the cursor.
    package internal(set) var cursor: MemorySetting = .smallest

    /// The strategy under the cursor.
    package internal(set) var strategy: ThreadingStrategy = .single

    /// The row under the cursor in the list of runs.
    package internal(set) var selectedRow = 0

    /// What lies over the page.
    package internal(set) var layer: Layer?

    /// Whether the table is shown instead of the chart.
    package internal(set) var showsTable = false

    /// Whether equal ratios of memory take equal room; otherwise equal differences.
    package internal(set) var isLogarithmic = true

    /// One line about what was last done.
    package internal(set) var message: String?

    /// The measuring as it happens, while it does.
    package internal(set) var live: LiveState?

    /// The setting that was saved last.
    package internal(set) var saved: ExplorerChoice?

    /// What can lie over a page.
    package enum Layer: Hashable, Sendable {
        case help(offset: Int)
        case reasons(offset: Int)
        case prompt(Prompt)
        case regions(RegionPicker)
    }

    /// Opens the explorer on runs.
    package init(runs: [TunedRun], conditions: Conditions) {
        self.runs = runs
        self.screen = runs.count > 1 ? .runs : .choose
        self.whatIf = WhatIf(conditions: conditions)
        analyse()
        moveToChoice()
        workOutPage()
    }

    /// Opens the explorer on measurements that are still being made.
    package init(watching live: LiveState, conditions: Conditions) {
        self.runs = []
        self.screen = .live
        self.whatIf = WhatIf(conditions: conditions)
        self.live = live
    }
}

/// A setting that was chosen.
package struct ExplorerChoice: Hashable, Sendable {
    /// The number of the run it was chosen for.
    package let runIndex: Int

    /// The setting and what it would mean.
    package let option: Option

    /// What it was chosen under.
    package let conditions: Conditions

    /// Takes a choice.
    package init(runIndex: Int, option: Option, conditions: Conditions) {
        self.runIndex = runIndex
        self.option = option
        self.conditions = conditions
    }
}

extension ExplorerState {
    /// The pages that have something to show.
    package var screens: [Screen] {
        guard !runs.isEmpty else { return [.live] }
        let measured: [Screen] = [.choose, .threads, .samples, .capacity]
        return measured + (runs.count > 1 ? [.runs] : []) + (live == nil ? [] : [.live])
    }

    /// The option under the cursor.
    package var cursorOption: Option? { analysis?.option(at: cursor, strategy) }

    /// Works out the run that is looked at.
    mutating func analyse() {
        guard runs.indices.contains(runIndex) else { return }
        analysis = Analysis(
            of: runs[runIndex],
            under: whatIf.conditions(ofRun: runIndex),
            after: analysedRun == runIndex ? analysis : nil
        )
        analysedRun = runIndex
    }

    /// Works out what the page that is shown needs beyond the analysis.
    mutating func workOutPage() {
        switch screen {
        case .runs:
            summarise()
        case .threads:
            threads = analysis.flatMap { $0.run.threadingComparison(under: $0.conditions) }
        case .samples:
            digest()
        case .capacity:
            askAboutCapacity()
        case .choose, .live:
            break
        }
    }

    /// Asks for a month of traffic, unless what is asked has not changed.
    private mutating func askAboutCapacity() {
        guard let analysis else { return }
        let question = CapacityQuestion(about: analysis, strategy: strategy, runIndex: runIndex)
        guard question != capacityQuestion else { return }
        capacityQuestion = question
        mustAsk = true
    }

    /// What has to be simulated since the last time this was asked.
    mutating func unansweredQuestions() -> [Effect] {
        defer { mustAsk = false }
        return mustAsk ? capacityQuestion.map { [.simulate($0)] } ?? [] : []
    }

    private mutating func digest() {
        guard digests.isEmpty, let analysis else { return }
        digests = SampleDigest.digests(of: analysis.run.run)
    }

    /// Works out the choice for every run, the largest saving first.
    private mutating func summarise() {
        summaries = runs.indices
            .map { RunSummary(of: runs[$0], index: $0, under: whatIf.conditions(ofRun: $0)) }
            .sorted { ($0.monthlySaving ?? 0, $1.index) > ($1.monthlySaving ?? 0, $0.index) }
    }

    /// Puts the cursor on the choice.
    mutating func moveToChoice() {
        guard let choice = analysis?.choice else { return }
        cursor = choice.memory
        strategy = choice.strategy
    }
}
