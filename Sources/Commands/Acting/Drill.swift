import Console
import Execution
import Places
import Planning
import Vocabulary

/// One rehearsal from its first look to the last thing it takes away.
struct Drill {
    let run: OpenRun
    let rehearsal: Rehearsal
    let plan: String
    let shape: String

    /// Everything that it made is taken back, however far it came.
    func carryOut() throws(Failure) -> DrillEvidence {
        Interruption.note()
        let telling = RunTelling(session: run.session, run: run.run)
        let began = Surroundings.now
        do throws(ExecutionError) {
            try run.claim()
            try run.journal.append(
                JournalEntry(.begin, .ok, step: "", says: "a drill", at: began))
            let (outcome, findings) = try forward(telling)
            let ended = Surroundings.now
            let times = StepTimes(run.journal.entries)
            let machine = machine()
            let isTakenBack = try back(telling)
            return DrillEvidence(
                id: run.run.id, plan: plan, shape: shape, machine: machine, began: began,
                ended: ended, stopped: Self.stop(outcome), isTakenBack: isTakenBack,
                rehearsal: rehearsal, times: times, findings: findings)
        } catch {
            throw Failure(error)
        }
    }

    private func forward(
        _ telling: RunTelling
    ) throws(ExecutionError) -> (Outcome, [ControlFinding]) {
        let conductor = try run.conductor(telling)
        var findings: [ControlFinding] = []
        let outcome = try run.rested(conductor) { conductor throws(ExecutionError) in
            let arrived = try conductor.carry(Rehearsal.untilControls)
            guard arrived == .done else { return arrived }
            for control in rehearsal.controls {
                if Interruption.came { return .interrupted(step: control.id) }
                let finding = try conductor.tryOut(control)
                tell(finding)
                findings.append(finding)
                if finding.ending == .unmended {
                    return .stopped(step: control.id, why: finding.says)
                }
            }
            return try conductor.carry([.cutover])
        }
        return (outcome, findings)
    }

    private func tell(_ finding: ControlFinding) {
        let control = finding.control
        let says = "\(control.says) (\(Voice.escaped(control.subject)))"
        let sign = finding.ending == .caught ? "  ok" : "  !!"
        run.session.tell("\(sign) \(finding.ending.rawValue): \(says)")
    }

    /// Whether everything is taken back. What was taken out of the sources never stays there.
    private func back(_ telling: RunTelling) throws(ExecutionError) -> Bool {
        // Whoever asked it to end asked for this: the source rid of copies, the host as it was.
        let conductor = try run.conductor(telling, isInterrupted: { false })
        let outcome = try run.rested(conductor) { conductor throws(ExecutionError) in
            try conductor.takeBack()
        }
        if case .takenBack = outcome {
            try run.end("drilled and taken back")
            return true
        }
        for id in run.run.places where id != rehearsal.plan.target.place {
            let folder = Rehearsal.folder(rehearsal.id)
            _ = try? run.pool.place(id).run(Command(["rm", "--recursive", "--force", folder]))
        }
        let (word, step, why) = outcome.words
        run.session.tell(
            run.session.voice.note(
                "the scratch host is not as it was: \(word) at \(Voice.escaped(step ?? "")) "
                    + "\(Voice.escaped(why ?? "")); 'bedplate rollback \(run.run.id)' tries again"))
        return false
    }

    /// What the scratch host is: times are worth nothing without it.
    private func machine() -> [String: String] {
        guard let place = try? run.pool.place(rehearsal.plan.target.place) else { return [:] }
        var facts = place.facts()
        let look = Command(["sh", "-c", "nproc; sed -n 's/^MemTotal: *//p' /proc/meminfo"])
        if let result = try? place.run(look), result.isSuccess {
            let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
            facts["processors"] = lines.first.map(String.init)
            facts["memory"] = lines.dropFirst().first.map(String.init)
        }
        return facts
    }

    private static func stop(_ outcome: Outcome) -> (step: String, why: String)? {
        if outcome == .done { return nil }
        let (word, step, says) = outcome.words
        return (step ?? "", says ?? word)
    }
}
