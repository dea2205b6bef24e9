import Console
import Faces
import Holes
import Knowledge
import Places
import Planning
import Vocabulary

/// `bedplate plan`: writes the migration plan as a folder.
enum PlanCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        session.live.say("reading the snapshot")
        let inventory = try Snapshots(session: session).inventory(session.asked.value("from"))
        session.live.say("asking what nobody wrote down")
        let questions = try OpenQuestions.all(inventory, session)
        session.live.say("planning")
        let plan = try plan(inventory, questions, session)
        try refuseUnheeded(plan, questions)
        let files = PlanFolder.files(plan)
        let id = PlanFolder.id(files)
        session.live.say("writing the plan")
        let folder = session.absolute(session.asked.value("out") ?? "plan-\(id.prefix(12))")
        try write(files, to: folder, session)
        if session.wantsJSON {
            try session.print(try document(files, id: id))
        } else {
            try session.print(PlanOutline(plan, id: id, folder: folder).text)
        }
        return questions.holes.contains { $0.isOpen && $0.blocksApproval } ? .incomplete : .done
    }

    /// A plan that asks the source, or one for when it is gone.
    private static func plan(
        _ inventory: Inventory, _ questions: OpenQuestions, _ session: Session
    ) throws(Failure) -> Plan {
        let target = try target(inventory, session)
        let holes = questions.holes.filter { $0.isOpen }.map(\.id)
        let folder = session.asked.value("exports").map(session.absolute)
        guard session.asked.has("recover") else {
            let odd = ["exports", "generation"].first { session.asked.value($0) != nil }
            if let odd { throw Failure(.usage, "--\(odd) goes with --recover") }
            return Planner.plan(inventory, to: target, answers: questions.answers, holes: holes)
        }
        guard let folder else { throw Failure(.usage, "--recover needs --exports DIR") }
        let exports = try ExportsFolder(
            path: folder, key: session.asked.value("exports-key").map(session.absolute),
            wanted: session.asked.value("generation")
        ).read { session.tell(session.voice.note($0)) }
        for source in exports.sources { tell(source, session) }
        return Planner.recovery(
            of: inventory, from: exports, to: target, answers: questions.answers, holes: holes)
    }

    /// A strategy that the policy chose and that cannot be taken is the policy's fault.
    private static func refuseUnheeded(
        _ plan: Plan, _ questions: OpenQuestions
    ) throws(Failure) {
        let unheeded = plan.unheeded(questions.answers)
        guard let first = unheeded.first else { return }
        let words = unheeded.map { choice in
            let name = Identifiers.name(of: choice.service)
            let because = choice.because.map { " is shut: \($0)" } ?? " is no way that is known"
            return Voice.escaped("services.\(name).strategy: '\(choice.wanted)'\(because)")
        }
        var failure = Failure(
            .badPolicy, words[0], hint: "open are \(first.open.joined(separator: ", "))")
        failure.others = Array(words.dropFirst())
        throw failure
    }

    /// How old what will be restored is by now.
    private static func tell(_ source: ExportsAtHand.Source, _ session: Session) {
        let minutes = max(0, Surroundings.now - source.takenAt) / 60_000_000_000
        session.tell(
            session.voice.note(
                "the exports of \(Voice.escaped(source.place)) were sealed at \(source.taken), "
                    + "\(minutes / 60) h \(minutes % 60) min ago: what was written since is lost"))
    }

    /// plan.json with the plan's id added.
    private static func document(_ files: [PlanFile], id: String) throws(Failure) -> [UInt8] {
        let bytes = files.first { $0.path == "plan.json" }?.bytes ?? []
        guard let read = try? JSONReader.read(bytes), case .object(let members) = read else {
            throw Failure(.internalError, "plan.json does not read back")
        }
        let head = members.prefix { $0.key == "format" || $0.key == "kind" }
        return JSONValue.object(
            head + [("id", .string("sha256:" + id))] + members.dropFirst(head.count)
        )
        .document()
    }

    /// The target's facts: from the snapshot where it was scanned, else assumed and to be checked.
    private static func target(_ inventory: Inventory, _ session: Session) throws(Failure) -> Target
    {
        guard let name = session.asked.value("to") else {
            throw Failure(.usage, "a plan needs --to TARGET")
        }
        let place = name == "local" ? Identifiers.local : "ssh:" + name
        return Target.seen(in: inventory, place: place) ?? Target.profileDebian12(place: place)
    }

    /// Writes every file whose bytes are not there yet; a document edited by hand stays, and the
    /// new one is written beside it.
    private static func write(_ files: [PlanFile], to folder: PathBytes, _ session: Session)
        throws(Failure)
    {
        let known = manifest(of: folder)
        for file in files {
            var path = folder.appending(file.path)
            do throws(SystemError) {
                if let there = try PersonalFiles.read(path), there != file.bytes,
                    let recorded = known[file.path],
                    SHA256.digest(there).hexadecimal != recorded
                {
                    path = PathBytes(bytes: path.bytes + Array(".new".utf8))
                    session.tell(
                        session.voice.note(
                            "\(file.path) was edited by hand; the new one is \(path.name.text)"))
                }
                try PersonalFiles.createFolder(path.folder)
                try PersonalFiles.replace(path, with: file.bytes, mode: UInt32(file.mode))
            } catch {
                throw Failure(creating: path.text, error)
            }
        }
    }

    /// Digests by path, as the folder's own MANIFEST has them.
    private static func manifest(of folder: PathBytes) -> [String: String] {
        guard let bytes = try? PersonalFiles.read(folder.appending("MANIFEST")) else { return [:] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let pairs = lines.map { ($0.dropFirst(66), $0.prefix(64)) }
        return Dictionary(pairs.map { (String($0), String($1)) }, uniquingKeysWith: { $1 })
    }
}
