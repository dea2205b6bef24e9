import Console
import Execution
import Places
import Planning
import Trust
import Vocabulary

/// The drills that are kept beside the history.
struct DrillRecords {
    private let session: Session

    init(_ session: Session) {
        self.session = session
    }

    private var folder: PathBytes { session.historyPath.folder.appending("drills") }

    /// Keeps what a drill showed.
    func keep(_ evidence: DrillEvidence) throws(Failure) {
        let path = folder.appending(evidence.id + ".json")
        do {
            try PersonalFiles.createFolder(folder, mode: 0o700)
            try PersonalFiles.replace(path, with: evidence.document(), mode: 0o600)
        } catch {
            throw Failure(creating: path.text, error)
        }
        session.tell("the evidence is \(Voice.escaped(path.text))")
    }

    /// Digest of a sealed plan apart from its target's name.
    static func shape(_ sealed: SealedPlan, _ plan: Plan) throws(Failure) -> String {
        var files: [String: [UInt8]] = [:]
        for path in sealed.digests.keys {
            files[path] = try Failure.trusting { () throws(TrustError) in
                try sealed.bytes(of: path)
            }
        }
        return PlanShape.digest(of: plan, files: files)
    }

    /// Refuses a plan without a drill that held and still counts; without the demand it is told.
    func look(_ sealed: SealedPlan, _ plan: Plan) throws(Failure) {
        let all = PersonalFiles.names(in: folder).sorted().compactMap { name -> KeptDrill? in
            guard let bytes = try? PersonalFiles.read(folder.appending(name)),
                let document = try? JSONReader.read(bytes)
            else { return nil }
            return KeptDrill(document)
        }
        // The shape takes a reading of every file: only where there is something to compare.
        let shape = try all.isEmpty ? nil : Self.shape(sealed, plan)
        let own = all.filter { $0.plan == sealed.id || $0.shape == shape }
        let why: String
        if own.contains(where: { $0.held && Surroundings.now < $0.expires }) { return }
        if own.isEmpty {
            why = "nobody has drilled this plan"
        } else if own.contains(where: \.held) {
            why = "the drill of this plan is too old to count"
        } else {
            why = "the drill of this plan did not hold"
        }
        guard session.asked.has("demand-drill") else {
            session.tell(session.voice.note(why))
            return
        }
        throw Failure(.notApproved, why, hint: "'bedplate drill PLAN --on SCRATCH' rehearses it")
    }
}
