internal import Knowledge
internal import Vocabulary

/// One numbered step of `migration-plan.md`.
struct StepDocument {
    let step: Step
    let number: Int
    let words: ActionText

    var text: String {
        var out = "### \(number). \(PlanText.line(step.title))\n\n"
        out +=
            "- [ ] `\(step.id)` · \(on(step.place)) · \(step.proven.rawValue) · about "
            + "\(ActionText.span(step.estimateSeconds))"
        if step.needsPerson { out += " · **a person decides**" }
        if step.isDestructive { out += " · **destroys**" }
        if step.destabilizesSelf {
            out += " · **the agent lives in this: a person runs it, not the agent**"
        }
        out += "\n\n"
        if !step.precondition.isEmpty {
            out += "Before, look:\n\n" + step.precondition.map(checkText).joined()
        }
        out += doing
        out += "Then look:\n\n" + step.verify.map(checkText).joined()
        out += "If it differs: stop, do not go on; "
        out += step.retries > 0 ? "try this step again (at most \(step.retries) times), " : ""
        return out + "undo this step, and call.\n\nUndo: " + undo + "\n\n"
    }

    private func on(_ place: String) -> String {
        if let login = Target.login(of: place) { return "on **\(login)** (`ssh \(login)`)" }
        let isTarget = place == words.plan.target.place
        return isTarget ? "on **this machine**, the target" : "**here**, on this machine"
    }

    private var doing: String {
        if let says = words.words(step.action) { return "Do: \(PlanText.line(says))\n\n" }
        guard let shell = words.shell(step.action) else { return "" }
        if step.verify.contains(where: { $0.probe == step.action }) { return "" }
        return "Run:\n\n" + block(shell) + "\n"
    }

    private var undo: String {
        if let says = words.words(step.rollback) { return PlanText.line(says) }
        guard let shell = words.shell(step.rollback) else { return "nothing" }
        return "\n\n" + block(shell)
    }

    private func checkText(_ check: Check) -> String {
        var out = ""
        if let says = words.words(check.probe) {
            out += "*\(PlanText.line(says))*\n\n"
        } else if let shell = words.shell(check.probe) {
            let elsewhere = check.place.map { $0 == step.place ? "" : "\(on($0)):\n\n" } ?? ""
            out += elsewhere + block(shell) + "\nSee: \(words.expectation(check)).\n\n"
        }
        if let seen = check.seen {
            out += "When it was run here it printed:\n\n" + block(seen, as: "text") + "\n"
        }
        out += "*Level \(check.level). Shows: \(PlanText.line(check.proves)).*"
        if !check.doesNotProve.isEmpty {
            out += " *Does not show: \(PlanText.line(check.doesNotProve)).*"
        }
        return out + "\n\n"
    }

    /// A fenced block whose fence is longer than any run of backquotes in it.
    private func block(_ text: String, as language: String = "sh") -> String {
        var longest = 2
        var run = 0
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)\(language)\n\(text)\n\(fence)\n"
    }
}
