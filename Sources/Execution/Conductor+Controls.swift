internal import Places
public import Planning
internal import Vocabulary

/// What a control of a drill showed.
public struct ControlFinding: Equatable, Sendable {
    /// How a control ended.
    public enum Ending: String, Sendable, CaseIterable {
        /// The checks failed while the change was there.
        case caught
        /// They held although the change was there.
        case slipped
        /// The change could not be made, so nothing is shown.
        case untried
        /// It was caught, and could not be taken out again.
        case unmended
    }

    /// The control.
    public var control: Control
    /// How it ended.
    public var ending: Ending
    /// What the checks said, or why it could not be tried; empty where they held.
    public var says: String
}

extension Conductor {
    /// Makes a change for the worse, looks whether the step's checks see it, and takes it out.
    public func tryOut(_ control: Control) throws(ExecutionError) -> ControlFinding {
        guard let step = plan.step(control.step) else {
            return ControlFinding(control: control, ending: .untried, says: "it has no step")
        }
        if let why = try did(control.change, step) {
            return ControlFinding(control: control, ending: .untried, says: why)
        }
        let seen = try compared(control, step)
        if let why = try mended(control, step) {
            return ControlFinding(control: control, ending: .unmended, says: why)
        }
        if let why = try compared(control, step) {
            return ControlFinding(control: control, ending: .unmended, says: why)
        }
        return ControlFinding(
            control: control, ending: seen == nil ? .slipped : .caught, says: seen ?? "")
    }

    /// What the step's checks say now; nil where they hold.
    private func compared(_ control: Control, _ step: Step) throws(ExecutionError) -> String? {
        if control.gathersAnew, let why = try did(step.action, step) { return why }
        return try fault(step.verify, of: step)
    }

    private func mended(_ control: Control, _ step: Step) throws(ExecutionError) -> String? {
        switch control.mending {
        case .action(let action): return try did(action, step)
        case .again(let id):
            guard let again = plan.step(id) else { return "there is no step \(id)" }
            return try did(again.action, again)
        }
    }

    /// Runs an action where the step's checks look; nil where it ended well.
    private func did(_ action: Action, _ step: Step) throws(ExecutionError) -> String? {
        let id = step.verify.first?.place ?? step.place
        let command = try delivery.command(
            action, seconds: step.timeoutSeconds, isLocal: id == Identifiers.local,
            operand: world.operand)
        guard let command else { return "a person would have to do it" }
        let place = try world.place(id)
        let result: CommandResult
        do {
            result = try place.run(command)
        } catch {
            throw .unreachable(place: id, why: error.message)
        }
        if result.isSuccess { return nil }
        for line in Complaint.lines(result.errors) {
            world.tell(.complained(step: step.id, line: line))
        }
        return "it ended badly"
    }
}
