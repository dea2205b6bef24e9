import Console
import Execution
import Places
import Planning
import Trust
import Vocabulary

/// The approval that an open run began with: it stands whatever expired or changed since.
extension OpenRun {
    /// The stages among those asked for that the run's own approval covers.
    func allowed(
        _ asked: Set<Stage>, by approval: Approval?
    ) -> Set<Stage> {
        guard let approval else { return asked }
        let covered = Set(approval.stages)
        let beyond = plan.stages.filter {
            asked.contains($0.stage) && !covered.contains($0.stage) && !$0.steps.isEmpty
        }
        for stage in beyond {
            session.tell(session.voice.note("\(stage.stage.rawValue) is not approved: not begun"))
        }
        return asked.intersection(covered)
    }

    /// The approval that the run began with; nil where it is nobody's, as a drill.
    ///
    /// What expired, or changed among the owners, since the run began is told and stops nothing;
    /// an approval that is not what was signed is refused.
    @discardableResult
    func approval() throws(Failure) -> Approval? {
        guard run.principal != nil else { return nil }
        return try standing(in: "approvals", for: [], since: run.begun)
    }

    /// An approval that the run keeps in a folder of its own and that let those stages begin, then.
    @discardableResult
    func standing(
        in folder: String, for stages: [Stage], since begun: Int64
    ) throws(Failure) -> Approval {
        let approval = try standingApproval(folder, stages, begun)
        if Surroundings.now >= approval.expires {
            session.tell(
                session.voice.note(
                    "the approval has expired since; the open run goes on under it"))
        }
        return approval
    }

    private func standingApproval(
        _ folder: String, _ stages: [Stage], _ begun: Int64
    ) throws(Failure) -> Approval {
        let signed = try keptApproval(folder)
        let approval: Approval
        do {
            approval = try Approval(reading: signed.bytes)
        } catch {
            throw Failure(.notApproved, "the run's approval: \(error.message)", hint: error.hint)
        }
        guard let reason = try fault(of: signed, stages, begun) else { return approval }
        guard reason.isOwnersDoing else {
            throw Failure(
                .notApproved, "the run's approval: \(Voice.escaped(reason.message))",
                hint: Voice.escaped(reason.hint))
        }
        session.tell(
            session.voice.note(
                "since the run began: \(Voice.escaped(reason.message)); the open run goes on"))
        return approval
    }

    /// Why the approval would not count today, as of the moment that what it covers began.
    private func fault(
        of signed: SignedApproval, _ stages: [Stage], _ begun: Int64
    ) throws(Failure) -> Refusal? {
        let open = try Failure.executing { () throws(ExecutionError) in
            try pool.places(run.places)
        }
        do throws(TrustError) {
            let judge = Judge(
                kept, try Jurisdiction.read(changed: open), silent: [], used: [], now: begun)
            if case .failure(let reason) = try judge.judge(signed, stages: stages, hosts: []) {
                return reason
            }
            return nil
        } catch {
            session.tell(
                session.voice.note(
                    "since the run began: \(Voice.escaped(error.message)); the open run goes on"))
            return nil
        }
    }

    private func keptApproval(_ folder: String) throws(Failure) -> SignedApproval {
        let names = PersonalFiles.names(in: run.folder.appending(folder)).sorted()
        guard let file = names.first(where: { $0.hasSuffix(".json") }) else {
            throw Failure(.notApproved, "the run's approval is gone")
        }
        let name = String(file.dropLast(5))
        return try Failure.executing { () throws(ExecutionError) in
            SignedApproval(
                name: name, bytes: try run.file("\(folder)/\(name).json") ?? [],
                signature: try run.file("\(folder)/\(name).sig"))
        }
    }
}

extension Refusal {
    /// Whether it comes of what owners changed since, and not of the approval itself.
    fileprivate var isOwnersDoing: Bool {
        switch self {
        case .unlisted, .otherPrincipal, .keyNotValid, .noOwners: true
        default: false
        }
    }
}
