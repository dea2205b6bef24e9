import Places
import Planning
import Synchronization
import Testing
import Vocabulary

@testable import Execution

/// The dead men of this machine: they are noted, and answer as they are told.
final class DeadMen: Sendable {
    private let answer: String
    private let armed = Mutex<[(name: String, way: String)]>([])

    /// - Parameter answer: what one says that is called off; `unreachable` for a host that is.
    init(answer: String) {
        self.answer = answer
    }

    /// What each that was armed would run.
    var ways: [String] { armed.withLock { $0.map(\.way) } }

    /// The machine they are on.
    var place: AnsweringPlace {
        AnsweringPlace { [self] (command) throws(PlacesError) in
            let name = command.arguments.first { $0.hasPrefix("bedplate-deadman-") }
            guard let name else { return nil }
            return try command.input.isEmpty ? called(name) : arm(name, command.input)
        }
    }

    private func arm(_ name: String, _ way: [UInt8]) -> CommandResult {
        armed.withLock { $0.append((name, String(decoding: way, as: UTF8.self))) }
        return CommandResult(ending: .exited(0), output: [], errors: [])
    }

    private func called(_ name: String) throws(PlacesError) -> CommandResult {
        let isArmed = armed.withLock { $0.contains { $0.name == name } }
        if answer == "unreachable", isArmed {
            throw .interrupted(place: "local", why: "the connection dropped")
        }
        let word = isArmed ? answer : "absent"
        return CommandResult(ending: .exited(0), output: Array((word + "\n").utf8), errors: [])
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
        let men = DeadMen(answer: "called-off")
        #expect(try plan.conductor(journal, place: men.place).carry([.export]) == .done)
        #expect(men.ways == [plan.scripts["files/scripts/1-undo.sh"]])
        return (plan, journal)
    }

    /// Takes it back where dead men answer so.
    private func back(
        _ plan: LinePlan, _ journal: Journal, _ answer: String
    ) throws -> (end: Outcome, ways: [String]) {
        let men = DeadMen(answer: answer)
        return (try plan.conductor(journal, place: men.place).takeBack(), men.ways)
    }

    @Test func `P24: is watched on the way back as on the way there, by the step itself`() throws {
        let (plan, journal) = try done()
        let back = try back(plan, journal, "called-off")
        #expect(back.end == .takenBack(left: []))
        #expect(back.ways == [plan.scripts["files/scripts/1.sh"]])
        #expect(
            journal.entries.contains { $0.phase == .undoIntent && $0.says == "a dead man watches" })
        #expect(!scratch.names().contains("state-1"))
    }

    @Test func `P24: whose undo the host took back is stuck, and is undone by another try`() throws
    {
        let (plan, journal) = try done()
        let why = "the host took it back by itself, as nobody could be heard"
        #expect(try back(plan, journal, "struck").end == .stuck(step: id, why: why))
        #expect(Ledger(journal.entries).state(of: id) == .stuck)
        #expect(try back(plan, journal, "called-off").end == .takenBack(left: []))
    }

    @Test func `P24: whose undo cut the way is lost, and the host takes the undo back`() throws {
        let (plan, journal) = try done()
        let why =
            "the host cannot be reached any more; it takes the undo back by itself within 95 s"
        #expect(try back(plan, journal, "unreachable").end == .lost(step: id, why: why))
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
