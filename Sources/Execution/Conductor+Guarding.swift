internal import Places
internal import Planning

/// Steps that may cut the way to their host, and undos that may, leave somebody there who takes
/// them back.
extension Conductor {
    /// Arms a dead man for a step, or for its undo, that needs one; nil where it needs none or
    /// cannot be taken back.
    func arm(_ step: Step, isUndo: Bool = false) throws(ExecutionError) -> DeadMan? {
        guard let guardian = guardian(of: step, isUndo) else { return nil }
        let way = isUndo ? step.action : step.rollback
        guard let back = try delivery.alone(way, world.keptOperand) else { return nil }
        let result = try world.place(step.place).answer(guardian.arm(back))
        guard result.isSuccess else {
            throw .unfit(why: "\(step.place): nothing there could be armed to take \(step.id) back")
        }
        return guardian
    }

    /// Calls it off over a new connection: that it arrives is what shows the way is open.
    func callOff(_ guardian: DeadMan, _ step: Step) throws(ExecutionError) -> Outcome? {
        world.renew(step.place)
        switch try? ask(guardian, step) {
        case .calledOff: return nil
        case .struck: return try wasTakenBack(guardian, step)
        case .inVain:
            try record(guardian.outcome, .failed, step, "the host could not take it back")
            let why = "the host tried to take it back and could not"
            return guardian.isUndo
                ? .stuck(step: step.id, why: why) : .stopped(step: step.id, why: why)
        case .absent: return try lost(guardian, step, "the host has started anew", "")
        case nil:
            return try lost(
                guardian, step, "the host cannot be reached any more", promise(guardian))
        }
    }

    /// Calls off what an earlier process may have armed: nobody but us goes on from here. What the
    /// host has taken back by then is noted so, and ends it for now.
    func callOffEarlier(_ step: Step, isUndo: Bool = false) throws(ExecutionError) -> Outcome? {
        guard let guardian = guardian(of: step, isUndo), try ask(guardian, step) == .struck else {
            return nil
        }
        return try wasTakenBack(guardian, step)
    }

    /// What a host does that is not reached any more.
    func promise(_ guardian: DeadMan) -> String {
        let what = guardian.isUndo ? "undo" : "step"
        return "; it takes the \(what) back by itself within \(guardian.patience) s"
    }

    private func guardian(of step: Step, _ isUndo: Bool) -> DeadMan? {
        let way = isUndo ? step.action : step.rollback
        guard DeadMan.guards(step, isUndo: isUndo), way.isLasting else { return nil }
        return DeadMan(run: journal.run, step: step, lock: delivery.lock, isUndo: isUndo)
    }

    private func lost(
        _ guardian: DeadMan, _ step: Step, _ why: String, _ promise: String
    ) throws(ExecutionError) -> Outcome {
        try record(guardian.outcome, .unknown, step, why)
        return .lost(step: step.id, why: why + promise)
    }

    private func wasTakenBack(
        _ guardian: DeadMan, _ step: Step
    ) throws(ExecutionError) -> Outcome {
        let why = "the host took it back by itself, as nobody could be heard"
        if guardian.isUndo {
            try record(.undoOutcome, .failed, step, why)
        } else {
            try record(.outcome, .failed, step, why)
            try record(.undoIntent, .ok, step, "by the host itself")
            try record(.undoOutcome, .ok, step, why)
        }
        _ = try? world.place(step.place).run(guardian.forgetting)
        return guardian.isUndo
            ? .stuck(step: step.id, why: why) : .stopped(step: step.id, why: why)
    }

    private func ask(_ guardian: DeadMan, _ step: Step) throws(ExecutionError) -> DeadMan.Answer {
        let result = try world.place(step.place).answer(guardian.callingOff)
        let word = String(decoding: result.output, as: UTF8.self).split(separator: "\n").first
        guard let answer = word.flatMap({ DeadMan.Answer(rawValue: String($0)) }) else {
            throw .unfit(why: "\(step.place): it does not tell whether \(step.id) was taken back")
        }
        return answer
    }
}
