import Console
import Planning
import Vocabulary

/// What `bedplate plan` prints: the strategies, the stages with their steps counted, what is open.
struct PlanOutline {
    let text: String

    init(_ plan: Plan, id: String, folder: PathBytes) {
        var lines = ["plan \(id.prefix(12)) to \(Voice.escaped(plan.target.place))", ""]
        for strategy in plan.strategies {
            lines.append(
                "  \(Voice.escaped(Identifiers.name(of: strategy.service)).padded(28))\(strategy.strategy.padded(20))\(Voice.escaped(strategy.because))"
            )
        }
        lines.append("")
        for stage in plan.stages where !stage.steps.isEmpty {
            lines.append(
                "  \("\(stage.stage.rawValue)".padded(16))\(stage.steps.count) steps\(stage.isCommitPoint ? ", then a point of no quiet return" : "")"
            )
        }
        if !plan.holes.isEmpty {
            lines += ["", "\(plan.holes.count) questions are open; 'bedplate holes' asks them"]
        }
        lines += ["", "read \(Voice.escaped(folder.appending("migration-plan.md").text))"]
        text = lines.joined(separator: "\n") + "\n"
    }
}
