import Console
import Faces
import Places
import Planning
import Vocabulary

/// `bedplate check`: which steps of a plan are no longer true, and why.
enum CheckCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let folder = session.absolute(session.asked.operand(0) ?? ".")
        let plan = try self.plan(of: folder)
        let newer = try Snapshots(session: session).inventory(session.asked.value("snapshot"))
        let answers = try OpenQuestions.all(newer, session).answers
        let read = Staleness.check(document: plan.json, against: newer, answers: answers) { path in
            try? file(path, in: folder)
        }
        guard let stale = read else {
            throw Failure(.badData, "plan.json in \(Voice.escaped(folder.text)) is no plan")
        }
        let steps = (plan.json["stages"]?.elements ?? []).flatMap { $0["steps"]?.elements ?? [] }
        let subjects = Dictionary(
            steps.map { ($0["id"]?.string ?? "", $0["subject"]?.string ?? "") },
            uniquingKeysWith: { $1 })
        let document = CheckDocument(
            plan: "sha256:" + plan.id, planned: plan.json["snapshot"]?.string,
            looked: newer.snapshot.id, steps: steps.count,
            stale: stale.map {
                .init(step: $0.step, subject: subjects[$0.step] ?? "", because: $0.why)
            })
        if session.wantsJSON {
            try session.print(document.document())
        } else if !document.stale.isEmpty || !session.asked.has("quiet") {
            try session.print(document.text)
        }
        return document.stale.isEmpty ? .done : .no
    }

    /// The plan of a folder, once its files are what its MANIFEST says.
    private static func plan(of folder: PathBytes) throws(Failure) -> (json: JSONValue, id: String)
    {
        let manifest = try file("MANIFEST", in: folder)
        for line in String(decoding: manifest, as: UTF8.self).split(separator: "\n") {
            let name = String(line.dropFirst(66))
            let bytes = try file(name, in: folder)
            guard SHA256.digest(bytes).hexadecimal == line.prefix(64) || name == "migration-plan.md"
            else {
                throw Failure(
                    .badData, "\(Voice.escaped(name)) is not what the plan's MANIFEST says")
            }
        }
        let bytes = try file("plan.json", in: folder)
        do {
            return (try JSONReader.read(bytes), SHA256.digest(manifest).hexadecimal)
        } catch {
            throw Failure(.badData, "plan.json:\(error.line):\(error.column): \(error.message)")
        }
    }

    private static func file(_ name: String, in folder: PathBytes) throws(Failure) -> [UInt8] {
        do {
            if let bytes = try PersonalFiles.read(folder.appending(name)) { return bytes }
        } catch {
            throw Failure(.inputOutput, "could not read \(Voice.escaped(name)): \(error.message)")
        }
        throw Failure(
            .noInput,
            "there is no plan in \(Voice.escaped(folder.text)): \(Voice.escaped(name)) is missing")
    }
}
