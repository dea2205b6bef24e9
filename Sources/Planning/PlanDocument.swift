internal import Knowledge
internal import Vocabulary

/// `migration-plan.md`: the plan for a tired person with nothing but a shell.
struct PlanDocument {
    let plan: Plan
    let words: ActionText

    init(_ plan: Plan) {
        self.plan = plan
        words = ActionText(plan: plan)
    }

    var text: String {
        var out = firstPage
        out += openQuestions
        var number = 0
        for stage in plan.stages where !stage.steps.isEmpty {
            out += heading(stage)
            for step in stage.steps {
                number += 1
                out += StepDocument(step: step, number: number, words: words).text
            }
        }
        return out
    }

    private var target: String { Target.login(of: plan.target.place) ?? "this machine" }

    private var firstPage: String {
        let count = plan.steps.count
        let seconds = plan.steps.filter { $0.stage < .observe && $0.stage >= .freeze }
            .reduce(0) { $0 + $1.step.estimateSeconds }
        return """
            # Migration plan to \(target)

            Snapshot `\(plan.snapshot.isEmpty ? "not kept" : plan.snapshot)`. \(count) steps. \
            \(opening(seconds))

            **To undo everything, at any time before *retire*, from this folder:**

            ```sh
            bash files/rollback.sh
            ```

            **Who to call:** \(contacts)

            ## What moves

            \(strategyTable)

            ## What may be lost

            \(list(plan.lost))

            ## What a rollback keeps

            \(list(plan.survives))

            ## How to read this

            - Work as root, from this folder (`cd` into it) where a step says *here*; otherwise log
              in to the place the step names. Paste whole blocks: each begins with
              `set -euo pipefail` in a `bash` of its own (type `bash` first, `exit` after).
            - Go from top to bottom. Tick each step. Never go on past a *see* that you do not see.
            - *run here*: these commands were executed by the tool's own tests against a real
              server. *documented*: their documentation says so. *claimed*: nobody has shown it
              yet; read them before you run them.
            - No secret stands in this folder. Values are read where they are kept and written to
              files that only root can read.


            """
    }

    private var contacts: String {
        plan.contacts.isEmpty
            ? "**nobody is written down** — fill in: ______________________"
            : plan.contacts.joined(separator: "; then ")
    }

    private var strategyTable: String {
        var out = "| service | how | why | shut or second choice |\n| --- | --- | --- | --- |\n"
        for strategy in plan.strategies {
            let others = strategy.alternatives.map {
                "\($0.strategy)\($0.isShut ? " (shut)" : ""): \($0.because)"
            }.joined(separator: "; ")
            out +=
                "| \(cell(short(strategy.service))) | \(strategy.strategy) "
                + "| \(cell(strategy.because)) | \(cell(others)) |\n"
        }
        return out
    }

    private func short(_ id: String) -> String {
        guard let group = Identifiers.group(of: id) else { return id }
        return "\(group)/\(Identifiers.name(of: id))"
    }

    private func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }

    private func list(_ consequences: [Consequence]) -> String {
        guard !consequences.isEmpty else { return "Nothing that is known." }
        return consequences.map { "- `\(PlanText.line($0.subject))`: \(PlanText.line($0.says))" }
            .joined(separator: "\n")
    }

    private var openQuestions: String {
        guard !plan.questions.isEmpty || !plan.holes.isEmpty || !plan.unproven.isEmpty else {
            return ""
        }
        var out = "## Answer before you begin\n\n"
        for question in plan.questions {
            out +=
                "- [ ] \(PlanText.line(question.question)) — \(PlanText.line(question.because)) "
                + "(`\(PlanText.line(question.subject))`)\n"
        }
        for entry in plan.unproven {
            let subjects = entry.subjects.map { "`\(PlanText.line($0))`" }.joined(separator: ", ")
            out +=
                "- [ ] Is `\(entry.playbook)` known well enough to go by it? — it is "
                + "*\(entry.proven.rawValue)*, no test has carried data by it"
                + (entry.because.map { ": " + PlanText.line($0) } ?? "") + " (\(subjects))\n"
        }
        if !plan.holes.isEmpty {
            out +=
                "- [ ] \(plan.holes.count) holes are open: `bedplate holes` asks each of them "
                + "and names the line that answers it\n"
        }
        return out + "\n"
    }

    private func heading(_ stage: Plan.StageSteps) -> String {
        var out = "## Stage: \(stage.stage.rawValue)\n\n\(purpose(stage.stage))\n\n"
        if stage.isCommitPoint {
            out += "> **Commit point.** A person decides before going on.\n\n"
        }
        return out
    }

    static func purpose(_ stage: Stage) -> String {
        switch stage {
        case .preflight: "Look whether everything is as the plan assumes. Changes nothing."
        case .prepare: "Make room on both ends. Nothing that runs is touched."
        case .safeguard: "Copy what cannot be replaced, while everything still runs."
        case .freeze: "Stop everything on the source, in this order. The system is down from here."
        case .export: "Take the data out of what now stands still."
        case .verifyExport: "See that what was taken out is whole."
        case .transfer: "Bring it to the target."
        case .install: "Put programs, users, names and units on the target. Nothing starts."
        case .import: "Put the data in; the servers of stores start here, and only they."
        case .verifyImport: "Compare what arrived with what left."
        case .cutover: "Start everything else on the target, in this order."
        case .observe: "Watch it work."
        case .retire: "Weeks later, signed again: remove the source. The only stage that destroys."
        }
    }
}

/// Text that must stay on one line of a document.
enum PlanText {
    static func line(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "`" ? " " : $0 })
    }
}
