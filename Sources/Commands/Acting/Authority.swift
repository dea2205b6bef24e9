import Console
import Execution
import Places
import Planning
import Trust
import Vocabulary

/// Whether an owner of every host lets a run begin, or go on.
struct Authority {
    let session: Session
    let pool: PlacePool

    /// An approval that counts, and the bytes of it that the run keeps.
    struct Granted {
        let grant: Judge.Grant
        let places: [String]

        /// Who approved.
        var principal: String { grant.approval.principal }

        /// The approval's files as a run keeps them.
        var files: [String: [UInt8]] {
            let name = grant.signed.name
            return [
                name + ".json": grant.signed.bytes, name + ".sig": grant.signed.signature ?? [],
            ]
        }

        /// Makes every host remember that a run has begun with it.
        func consume(_ pool: PlacePool) throws(ExecutionError) {
            for place in try pool.places(places) {
                try UsedNonces.use(grant.approval.nonce, on: place)
            }
        }
    }

    /// Judges the approvals that lie in the plan's folder.
    func judge(
        _ sealed: SealedPlan, stages: Set<Stage>, places: [String]
    ) throws(Failure) -> Granted {
        for path in sealed.claims() {
            session.tell(
                session.voice.note(
                    "\(path.text) calls itself approved: that counts for nothing"))
        }
        let remarks = try Failure.trusting { () throws(TrustError) in try OwnTool.check() }
        for remark in remarks { session.tell(session.voice.note(Voice.escaped(remark))) }
        let judge = try judge(of: sealed, places)
        let judgement = try Failure.trusting { () throws(TrustError) in
            try judge.judge(stages: sealed.stages.filter(stages.contains), hosts: places)
        }
        switch judgement {
        case .granted(let grant): return Granted(grant: grant, places: places)
        case .refused(let refused):
            guard let first = refused.first else { throw Failure(.notApproved, "not approved") }
            var failure = Failure(
                .notApproved, Self.words(first), hint: Voice.escaped(first.reason.hint))
            failure.others = refused.dropFirst().map(Self.words)
            throw failure
        }
    }

    private func judge(of sealed: SealedPlan, _ places: [String]) throws(Failure) -> Judge {
        let open = try Failure.executing { () throws(ExecutionError) in
            try pool.places(places)
        }
        let jurisdiction = try Failure.trusting { () throws(TrustError) in
            try Jurisdiction.read(changed: open)
        }
        for remark in jurisdiction.remarks {
            session.tell(session.voice.note(Voice.escaped(remark)))
        }
        let silent = try Failure.trusting { () throws(TrustError) in
            try ForgeryProbe.silent(among: jurisdiction.keys)
        }
        let used = try Failure.executing { () throws(ExecutionError) in
            var used: Set<String> = []
            for place in open { used.formUnion(try UsedNonces.all(on: place)) }
            return used
        }
        return Judge(sealed, jurisdiction, silent: silent, used: used, now: Surroundings.now)
    }

    private static func words(_ refused: Judge.Refused) -> String {
        let name = refused.name.map { "approvals/\($0.prefix(12)): " } ?? ""
        return Voice.escaped(name + refused.reason.message)
    }
}
