internal import Places
internal import Planning

/// Steps that may cut the way to their host leave somebody there who takes them back.
extension Conductor {
    /// Arms a dead man for a step that needs one; nil where it needs none or cannot be undone.
    func arm(_ step: Step) throws(ExecutionError) -> DeadMan? {
        guard DeadMan.guards(step), step.rollback.isLasting else { return nil }
        guard let undo = try script(step.rollback) else { return nil }
        let guardian = DeadMan(run: journal.run, step: step, lock: delivery.lock)
        let result = try world.place(step.place).answer(guardian.arm(undo))
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
            try record(.outcome, .failed, step, "the host could not take it back")
            return .stopped(step: step.id, why: "the host tried to take it back and could not")
        case .absent:
            try record(.outcome, .unknown, step, "the host has started anew")
            return .lost(step: step.id, why: "the host has started anew")
        case nil:
            try record(.outcome, .unknown, step, "the host cannot be reached any more")
            return .lost(
                step: step.id,
                why: "the host cannot be reached any more\(promise(guardian))")
        }
    }

    /// Calls off what an earlier process may have armed: nobody but us goes on from here. What the
    /// host has taken back by then is noted so, and ends it for now.
    func callOffEarlier(_ step: Step) throws(ExecutionError) -> Outcome? {
        guard DeadMan.guards(step), step.rollback.isLasting else { return nil }
        let guardian = DeadMan(run: journal.run, step: step, lock: delivery.lock)
        guard try ask(guardian, step) == .struck else { return nil }
        return try wasTakenBack(guardian, step)
    }

    /// What a host does that is not reached any more.
    func promise(_ guardian: DeadMan) -> String {
        "; it takes the step back by itself within \(guardian.patience) s"
    }

    private func wasTakenBack(
        _ guardian: DeadMan, _ step: Step
    ) throws(ExecutionError) -> Outcome {
        let why = "the host took it back by itself, as nobody could be heard"
        try record(.outcome, .failed, step, why)
        try record(.undoIntent, .ok, step, "by the host itself")
        try record(.undoOutcome, .ok, step, why)
        _ = try? world.place(step.place).run(guardian.forgetting)
        return .stopped(step: step.id, why: why)
    }

    private func ask(_ guardian: DeadMan, _ step: Step) throws(ExecutionError) -> DeadMan.Answer {
        let result = try world.place(step.place).answer(guardian.callingOff)
        let word = String(decoding: result.output, as: UTF8.self).split(separator: "\n").first
        guard let answer = word.flatMap({ DeadMan.Answer(rawValue: String($0)) }) else {
            throw .unfit(why: "\(step.place): it does not tell whether \(step.id) was taken back")
        }
        return answer
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
