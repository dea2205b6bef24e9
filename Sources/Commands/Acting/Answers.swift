import Console
import Execution
import Places
import Trust
import Vocabulary

/// What people have answered to the steps of a run, each answer signed.
struct Answers {
    let run: RunRecord
    let session: Session
    let pool: PlacePool

    /// The word that is signed: for a step's question, and for that of its undo.
    static func word(isUndo: Bool) -> String { isUndo ? "undone" : "yes" }

    /// When an owner answered a step of this run, nanoseconds since 1970; nil where none has.
    func given(_ step: String, isUndo: Bool) throws(ExecutionError) -> Int64? {
        let name = Self.name(step, isUndo)
        guard let bytes = try run.file(name + ".json"), let signature = try run.file(name + ".sig")
        else { return nil }
        let open = try pool.places(run.places)
        do {
            let answer = try Confirmation.verified(
                bytes, signature: signature, before: Jurisdiction.read(changed: open))
            let isIts =
                answer.run == run.id && answer.step == step
                && answer.answer == Self.word(isUndo: isUndo)
            return isIts ? answer.at : nil
        } catch {
            throw .refused(
                why: "the answer to \(step): \(error.message)",
                hint: error.hint ?? "answer again with 'bedplate confirm'")
        }
    }

    /// Signs an answer and keeps it, once it counts before the owners of every place.
    func give(
        _ step: String, isUndo: Bool, as principal: String, key: PathBytes
    ) throws(Failure) {
        let answer = Confirmation(
            run: run.id, step: step, answer: Self.word(isUndo: isUndo), at: Surroundings.now,
            principal: principal)
        let open = try Failure.executing { () throws(ExecutionError) in
            try pool.places(run.places)
        }
        let signed = try Failure.trusting { () throws(TrustError) in
            let signed = try answer.signed(key: key)
            if let jurisdiction = try Self.owners(open) {
                _ = try Confirmation.verified(
                    signed.bytes, signature: signed.signature, before: jurisdiction)
            }
            return signed
        }
        let name = Self.name(step, isUndo)
        do {
            let folder = run.folder.appending("answers")
            try PersonalFiles.createFolder(folder, mode: 0o755)
            try PersonalFiles.replace(
                run.folder.appending(name + ".sig"), with: signed.signature, mode: 0o644)
            try PersonalFiles.replace(
                run.folder.appending(name + ".json"), with: signed.bytes, mode: 0o644)
        } catch {
            throw Failure(creating: run.folder.text, error)
        }
    }

    /// The owners of those places; nil where root answers on the only one: whoever goes on with the
    /// run judges the answer.
    private static func owners(_ open: [any PlaceAccess]) throws(TrustError) -> Jurisdiction? {
        do {
            return try Jurisdiction.read(changed: open)
        } catch {
            guard case .unbound = error else { throw error }
            return nil
        }
    }

    private static func name(_ step: String, _ isUndo: Bool) -> String {
        let digest = SHA256.digest(step).hexadecimal.prefix(24)
        return "answers/\(digest)\(isUndo ? ".undo" : "")"
    }
}
