internal import Places
internal import Planning

/// Steps that may cut the way to their host leave somebody there who takes them back.
extension Conductor {
    /// Arms a dead man for a step that needs one; nil where it needs none or cannot be undone.
    func arm(_ step: Step) throws(ExecutionError) -> DeadMan? {
        guard DeadMan.guards(step), step.rollback.isMechanical else { return nil }
        guard let undo = try script(step.rollback) else { return nil }
        let guardian = DeadMan(run: journal.run, step: step.id)
        let result: CommandResult
        do {
            result = try world.place(step.place).run(guardian.arm(undo))
        } catch let error as PlacesError {
            throw .unreachable(place: step.place, why: error.message)
        } catch let error as ExecutionError {
            throw error
        } catch {
            throw .unfit(why: "\(error)")
        }
        guard result.isSuccess else {
            throw .unfit(why: "\(step.place): nothing there could be armed to take \(step.id) back")
        }
        return guardian
    }

    /// Calls it off over a new connection: that it arrives is what shows the way is open.
    func callOff(_ guardian: DeadMan, _ step: Step) throws(ExecutionError) -> Outcome? {
        world.renew(step.place)
        do {
            let result = try world.place(step.place).run(guardian.disarm)
            if result.isSuccess { return nil }
            try record(.outcome, .failed, step, "the host took it back before the word came")
        } catch {
            try record(.outcome, .unknown, step, "the host cannot be reached any more")
            return .lost(
                step: step.id,
                why: "the host cannot be reached any more; it takes the step back by itself "
                    + "within \(DeadMan.patience) s")
        }
        return .stopped(step: step.id, why: "the host took it back by itself")
    }

    /// An undo as a script for a shell that is alone.
    private func script(_ undo: Action) throws(ExecutionError) -> [UInt8]? {
        switch undo {
        case .run(_, let file?): return try world.keptOperand(file)
        case .run(let argv, nil): return Array((ShellText.line(argv) + "\n").utf8)
        case .unit(let name, let verb, nil):
            return Array((ShellText.line(["systemctl", verb, "--", name]) + "\n").utf8)
        default: return nil
        }
    }
}
