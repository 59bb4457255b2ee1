import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
package import Tuning

/// The explorer's content as text: a sentence first, then the figures, the reasons, the cautions.
///
/// Made for logs, pipes and screen readers: no escape, no drawing, nothing said by color alone.
///
/// - Shape: lines of at most `width` columns, but for the table, whose rows are not broken.
package func plainText(of run: TunedRun, under conditions: Conditions, width: Int = 80) -> String {
    let analysis = Analysis(of: run, under: conditions)
    let question = CapacityQuestion(
        about: analysis,
        strategy: analysis.choice.strategy,
        runIndex: 0
    )
    return PlainText(
        analysis: analysis,
        digests: SampleDigest.digests(of: run.run),
        month: CapacityDigest(answering: question, from: run),
        width: max(20, width)
    ).text
}

struct PlainText {
    let analysis: Analysis
    let digests: [SampleDigest]
    let month: CapacityDigest
    let width: Int

    var text: String {
        var lines: [String] = []
        lines += Span.wrapped(sentence, columns: width)
        let answer = Answer(analysis: analysis)
        let conditions = answer.conditions(hint: false).map(\.text).joined()
        lines += Span.wrapped(conditions, columns: width)
        lines += [""] + table
        lines += section("Why", answer.limitSentence + analysis.recommendation.reasons)
        lines += section("Other aims", alternatives)
        let threads = analysis.run.threadingComparison(under: analysis.conditions)
        lines += section("Threads", threads?.findings.map(\.sentence) ?? [])
        lines += section("Against today's setting", today)
        lines += samples + traffic
        lines += section("Cautions", analysis.recommendation.cautions.map(\.message))
        lines += section(
            "Models",
            analysis.run.curves.map { "\($0.strategy): \($0.modelDescription)" }
        )
        // Names come from outside; here as on the screen nothing of them may act on a terminal.
        return lines.map { SafeText.line($0) }.joined(separator: "\n") + "\n"
    }

    private var sentence: String {
        let choice = analysis.choice
        let cost = Wording.money(choice.costPerMillion.value, analysis.currency)
        let month = Wording.money(analysis.monthlyCost(of: choice), analysis.currency)
        let figures =
            "\(Wording.duration(choice.durationMS.value)) (p95 \(Wording.duration(choice.p95MS.value))), "
            + "\(cost) per million invocations, \(month) a month"
        let name =
            "\(analysis.name): \(Wording.memory(choice.memory))\(choice.strategy.afterSetting)"
        let projected = choice.isProjected ? " The figures are projected, not measured." : ""
        guard let limit = analysis.conditions.latencyLimit else {
            return "\(name): \(figures).\(projected)"
        }
        return analysis.recommendation.isFeasible
            ? "\(name) keeps \(Wording.limit(limit)): \(figures).\(projected)"
            : "No setting keeps \(Wording.limit(limit)); nearest is \(name): \(figures).\(projected)"
    }

    private var table: [String] {
        let settings = Set(
            analysis.measuredSettings + [analysis.choice.memory]
                + (analysis.currentMemory.map { [$0] } ?? [])
        )
        let rows = settings.sorted().flatMap { memory in
            analysis.lines.compactMap { analysis.option(at: memory, $0.strategy) }
        }
        return Table(
            columns: [
                Table.Column("memory"), Table.Column("vCPU"), Table.Column("processors"),
                Table.Column("strategy", .leading), Table.Column("duration"),
                Table.Column("90 % within"), Table.Column("p95"), Table.Column("per million"),
                Table.Column("figures", .leading), Table.Column("", .leading),
            ],
            rows: rows.map(cells)
        )
        .plainLines()
    }

    private func cells(_ option: Tuning.Option) -> [Span] {
        let share = analysis.platform.vcpuShare(at: option.memory)
        let isChoice =
            option.memory == analysis.choice.memory && option.strategy == analysis.choice.strategy
        let isCurrent = option.memory == analysis.currentMemory
        let remark = [isChoice ? "choice" : nil, isCurrent ? "today" : nil].compactMap(\.self)
        return [
            Span(Wording.memory(option.memory)),
            Span(NumberText.fixed(share, decimals: 2)),
            Span("\(PlatformModel.visibleProcessors(at: option.memory))"),
            Span(option.strategy.rawValue),
            Span(Wording.duration(option.durationMS.value)),
            Span(OptionText.interval(option.durationMS)),
            Span(Wording.duration(option.p95MS.value)),
            Span(Wording.money(option.costPerMillion.value, analysis.currency)),
            Span(OptionText.origin(of: option)),
            Span(remark.joined(separator: ", ")),
        ]
    }

    private var alternatives: [String] {
        analysis.recommendation.alternatives.map {
            "\($0.label): \(OptionText.line(of: $0.option, analysis.currency))"
        }
    }

    private var today: [String] {
        guard let current = analysis.current(analysis.choice.strategy),
            current.memory != analysis.choice.memory
        else { return [] }
        let change = OptionText.change(from: current, to: analysis.choice, in: analysis)
        return [
            "\(Wording.memory(current.memory)) → \(Wording.memory(analysis.choice.memory)): "
                + change.map(\.text).joined() + "."
        ]
    }

    private func section(_ title: String, _ sentences: [String]) -> [String] {
        guard !sentences.isEmpty else { return [] }
        return ["", title + ":"] + sentences.flatMap(wrapped)
    }

    private func wrapped(_ text: String) -> [String] {
        Span.wrapped(text, columns: width - 2).enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }
    }
}
