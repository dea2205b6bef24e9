internal import Vocabulary

/// The one command that takes everything back: the undo of each step from the last to the first,
/// each on its own place; the target is still before the source starts again.
struct RollbackScript {
    let plan: Plan

    /// Stages whose steps are undone, newest first.
    static let stages: [Stage] = [
        .cutover, .import, .install, .freeze, .export, .transfer, .prepare,
    ]

    /// The text of `files/rollback.sh`, run from the plan's folder on this machine.
    var text: String {
        var out = """
            #!/bin/bash
            # Takes everything back: stops what runs on the target, starts the source again.
            # Each part is safe to run again, and a part that fails does not stop the next.
            set -u
            failed=0

            """
        let words = ActionText(plan: plan)
        for stage in Self.stages {
            let steps = plan.stages.first { $0.stage == stage }?.steps ?? []
            for step in steps.reversed() { out += part(step, words) }
        }
        return out + """
            if [ "$failed" -gt 0 ]; then echo "$failed parts failed: see above"; exit 1; fi
            echo '\(plan.isRecovery ? "The target is as it was." : "The source runs again.")'

            """
    }

    private func part(_ step: Step, _ words: ActionText) -> String {
        if case .nothing = step.rollback { return "" }
        guard let shell = words.shell(step.rollback) else {
            let says = words.words(step.rollback) ?? step.title
            return "echo \(ShellText.quote("by hand: \(says)"))\n"
        }
        let body = "set -euo pipefail\numask 077\n{\n\(shell)\n} < /dev/null\n"
        let reach = Target.login(of: step.place).map { "ssh \(ShellText.quote($0)) bash -s" }
        return """
            echo \(ShellText.quote("undo \(step.id)"))
            \(reach ?? "bash -s") << 'BEDPLATE_END' || failed=$((failed + 1))
            \(body)BEDPLATE_END

            """
    }
}
