/// Moves the folders that a plan keeps on hosts, so that a rehearsal touches no export or plan of
/// a real run.
struct Relocation {
    private let moves: [(from: String, to: String)]

    /// To a folder that is the rehearsal's own.
    init(to folder: String) {
        moves = [
            (PlanBuilder.exports, folder + "/exports"), (PlanBuilder.folder, folder + "/plan"),
            (PlanBuilder.rehearsal, folder),
        ]
    }

    /// The plan with every step and script moved.
    func moved(_ plan: Plan) -> Plan {
        var plan = plan
        for stage in plan.stages.indices {
            plan.stages[stage].steps = plan.stages[stage].steps.map(moved)
        }
        for file in plan.files.indices where plan.files[file].path.hasPrefix("files/scripts/") {
            let text = String(decoding: plan.files[file].bytes, as: UTF8.self)
            plan.files[file].bytes = Array(moved(text).utf8)
        }
        return plan
    }

    /// The control with its actions moved.
    func moved(_ control: Control) -> Control {
        var control = control
        control.change = moved(control.change)
        if case .action(let action) = control.mending { control.mending = .action(moved(action)) }
        return control
    }

    private func moved(_ step: Step) -> Step {
        var step = step
        step.action = moved(step.action)
        step.rollback = moved(step.rollback)
        step.verify = step.verify.map(moved)
        step.precondition = step.precondition.map(moved)
        step.doneWhen = step.doneWhen.map(moved)
        step.effects.writes = step.effects.writes.map(moved)
        return step
    }

    private func moved(_ check: Check) -> Check {
        var check = check
        check.probe = moved(check.probe)
        return check
    }

    private func moved(_ action: Action) -> Action {
        switch action {
        case .run(let argv, let stdin): .run(argv: argv.map(moved), stdin: stdin)
        case .copy(let from, let to, let script):
            .copy(from: moved(from), to: moved(to), script: script)
        case .install(let file, let to, let mode, let owner):
            .install(file: file, to: moved(to), mode: mode, owner: owner)
        case .derive, .unit, .container, .dump, .load: action
        case .wait, .ask, .alert, .nothing, .impossible: action
        }
    }

    private func moved(_ text: String) -> String {
        var text = text
        for (from, to) in moves { text = Self.replaced(from, by: to, in: text) }
        return text
    }

    private static func replaced(_ old: String, by new: String, in text: String) -> String {
        var out = ""
        var rest = text[...]
        while let hit = rest.firstRange(of: old) {
            out += rest[..<hit.lowerBound] + new
            rest = rest[hit.upperBound...]
        }
        return out + rest
    }
}
