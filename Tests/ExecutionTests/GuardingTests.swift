import Places
import Planning
import Synchronization
import Testing
import Vocabulary

@testable import Execution

/// This machine, whose dead men are noted and answer as they are told; `unreachable` for none.
final class GuardedPlace: PlaceAccess {
    let id = "local"
    let reach = "local"
    private let here = LocalPlace()
    private let answer: String
    /// What was armed: the script that would take back, by the dead man's name.
    let armed = Mutex<[(name: String, undo: String)]>([])

    init(answer: String) {
        self.answer = answer
    }

    func run(_ command: Command) throws(PlacesError) -> CommandResult {
        let words = command.arguments
        guard let at = words.firstIndex(where: { $0.hasPrefix("bedplate-deadman-") }) else {
            return try here.run(command)
        }
        if !command.input.isEmpty {
            let undo = String(decoding: command.input, as: UTF8.self)
            armed.withLock { $0.append((words[at], undo)) }
            return CommandResult(ending: .exited(0), output: [], errors: [])
        }
        let isArmed = armed.withLock { $0.contains { $0.name == words[at] } }
        if answer == "unreachable", isArmed {
            throw .interrupted(place: id, why: "the connection dropped")
        }
        let word = isArmed ? answer : "absent"
        return CommandResult(ending: .exited(0), output: Array((word + "\n").utf8), errors: [])
    }

    func facts() -> [String: String] { here.facts() }
    func machine(key: SecretKey) -> String? { here.machine(key: key) }

    func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        try here.walk(root, options: options, examiner: examiner, previous: previous)
    }

    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8] {
        try here.read(path, below: root, limit: limit)
    }

    func head(of path: PathBytes, below root: PathBytes, count: Int) throws(PlacesError) -> [UInt8]
    {
        try here.head(of: path, below: root, count: count)
    }
}

@Suite struct `A step on the way in` {
    private let scratch = Scratch()
    private let id = "export/dump/part-1"

    /// A plan of one step that writes where sshd reads, done.
    private func done() throws -> (LinePlan, Journal) {
        var plan = LinePlan(scratch, steps: 1)
        plan.plan.stages[0].steps[0].effects.writes = ["local:/etc/ssh/sshd_config"]
        let journal = try Journal(in: scratch.path)
        let place = GuardedPlace(answer: "called-off")
        #expect(try plan.conductor(journal, place: place).carry([.export]) == .done)
        #expect(
            place.armed.withLock { $0.map(\.undo) } == [plan.scripts["files/scripts/1-undo.sh"]])
        return (plan, journal)
    }

    @Test func `P24: is watched on the way back as on the way there, by the step itself`() throws {
        let (plan, journal) = try done()
        let place = GuardedPlace(answer: "called-off")
        #expect(try plan.conductor(journal, place: place).takeBack() == .takenBack(left: []))
        #expect(place.armed.withLock { $0.map(\.undo) } == [plan.scripts["files/scripts/1.sh"]])
        #expect(
            journal.entries.contains { $0.phase == .undoIntent && $0.says == "a dead man watches" })
        #expect(!scratch.names().contains("state-1"))
    }

    @Test func `P24: whose undo the host took back is stuck, and is undone by another try`() throws
    {
        let (plan, journal) = try done()
        let struck = try plan.conductor(journal, place: GuardedPlace(answer: "struck")).takeBack()
        guard case .stuck(id, let why) = struck else {
            Issue.record("\(struck)")
            return
        }
        #expect(why.contains("the host took it back by itself"))
        #expect(Ledger(journal.entries).state(of: id) == .stuck)
        let again = GuardedPlace(answer: "called-off")
        #expect(try plan.conductor(journal, place: again).takeBack() == .takenBack(left: []))
    }

    @Test func `P24: whose undo cut the way is lost, and the host takes the undo back`() throws {
        let (plan, journal) = try done()
        let end = try plan.conductor(journal, place: GuardedPlace(answer: "unreachable")).takeBack()
        guard case .lost(id, let why) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(why.contains("it takes the undo back by itself within 95 s"))
        #expect(Ledger(journal.entries).toUndo == [id])
    }

    @Test func `is known by what it writes, stops, or by what its undo stops`() {
        func step(_ action: Action, _ rollback: Action) -> Step {
            Step(
                id, .switch, "x", subject: "local/service/x/y", place: "local", action: action,
                verify: [Check("x", .run(argv: ["true"]), proves: "")], rollback: rollback)
        }
        func unit(_ verb: String) -> Action { .unit(name: "ssh.service", verb: verb) }
        let starts = step(unit("start"), unit("stop"))
        #expect(!DeadMan.guards(starts) && DeadMan.guards(starts, isUndo: true))
        let stops = step(unit("stop"), unit("start"))
        #expect(DeadMan.guards(stops) && !DeadMan.guards(stops, isUndo: true))
        var network = step(.run(argv: ["true"]), .run(argv: ["true"]))
        #expect(!DeadMan.guards(network) && !DeadMan.guards(network, isUndo: true))
        network.effects.stops = ["local/service/system/networking.service"]
        #expect(DeadMan.guards(network) && !DeadMan.guards(network, isUndo: true))
    }

    @Test func `is put in place again by one script, whatever its action reads`() throws {
        let delivery = Delivery(hostFolder: scratch.path.text, planFolder: scratch.path.text)
        let bytes: [UInt8] = (0...255).map { $0 }
        let to = scratch.path.appending("put").text
        let owner = "\(Surroundings.userID)"
        let script = try #require(
            try delivery.alone(.install(file: "x", to: to, mode: "0640", owner: owner)) { _ in bytes
            })
        var command = Command(["bash", "-euc", "exec bash /dev/fd/3 3<&0 < /dev/null"])
        command.input = script
        #expect(try LocalPlace().run(command).isSuccess)
        #expect(try PersonalFiles.read(PathBytes(to)) == bytes)
        #expect(try delivery.alone(.ask(question: "?")) { _ in bytes } == nil)
    }
}
