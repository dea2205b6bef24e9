import Console
import Execution
import Holes
import Places
import Planning
import Trust
import Vocabulary

/// `bedplate drill`: rehearses a plan on a scratch host.
enum DrillCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let (sealed, plan) = try session.sealedPlan()
        let scratch = try scratch(plan, session)
        let pool = PlacePool(session)
        try refuseOwned(scratch, pool)
        let rehearsal = try rehearsal(plan, sealed, on: scratch, session)
        let record = try begin(rehearsal, session)
        let drill = Drill(
            run: try OpenRun(record, session, pool: pool), rehearsal: rehearsal, plan: sealed.id,
            shape: try DrillRecords.shape(sealed, plan))
        let evidence = try drill.carryOut()
        try DrillRecords(session).keep(evidence)
        if session.wantsJSON {
            try session.print(evidence.document())
        } else {
            try session.print(DrillSummary(evidence).text)
        }
        if evidence.held { return .done }
        return Interruption.came ? .interrupted : .no
    }

    /// The scratch host's id; a host that the plan moves from, or this machine, is refused.
    private static func scratch(_ plan: Plan, _ session: Session) throws(Failure) -> String {
        let name = session.asked.value("on") ?? ""
        let id = name.hasPrefix("ssh:") ? name : "ssh:" + name
        guard name != "local", name != Identifiers.local else {
            throw Failure(
                .usage, "this machine is no scratch host",
                hint: "a drill cuts its host off from the world: name another one")
        }
        let sources = Set(plan.strategies.compactMap { Identifiers.place(of: $0.service) })
        guard !sources.contains(id) else {
            throw Failure(.usage, "\(Voice.escaped(name)) is where the plan moves from")
        }
        return id
    }

    private static func refuseOwned(_ scratch: String, _ pool: PlacePool) throws(Failure) {
        try Failure.executing { () throws(ExecutionError) in
            let place = try pool.place(scratch)
            let look = Command(["sh", "-c", "test ! -e /etc/bedplate/owners"])
            guard let result = try? place.run(look) else {
                throw .unreachable(place: scratch, why: "it did not answer")
            }
            guard result.isSuccess else {
                throw .refused(
                    why: "\(scratch) has owners: it is no scratch host",
                    hint: "name a host that nobody has a say in")
            }
        }
    }

    /// The rehearsal of exactly this plan: made again from its snapshot, and equal.
    private static func rehearsal(
        _ plan: Plan, _ sealed: SealedPlan, on scratch: String, _ session: Session
    ) throws(Failure) -> Rehearsal {
        let inventory = try Snapshots(session: session).inventory(
            ofScopeOf: plan.snapshot, plan.snapshot)
        guard !inventory.services.contains(where: { $0.place == scratch && !$0.isExternal }) else {
            throw Failure(
                .usage, "the snapshot shows services on \(Voice.escaped(scratch))",
                hint: "a scratch host holds nothing")
        }
        let questions = try OpenQuestions.all(inventory, session)
        let exports = try kept(plan)
        let again = again(inventory, exports, seen(plan.target.place, inventory), questions)
        guard PlanFolder.id(PlanFolder.files(again)) == sealed.id else {
            throw Failure(
                .badData, "the plan is not the one that its snapshot and policy give today",
                hint: "make a new plan, and rehearse that")
        }
        let digits = Timestamp.text(nanoseconds: session.now).filter(\.isNumber).prefix(14)
        let id = "\(digits)-\(sealed.id.prefix(8))"
        let target = seen(scratch, inventory)
        guard let exports else {
            return Rehearsal.make(of: inventory, on: target, id: id, answers: questions.answers)
        }
        return Rehearsal.make(
            ofRecovering: inventory, from: exports, on: target, id: id,
            answers: questions.answers)
    }

    private static func seen(_ place: String, _ inventory: Inventory) -> Target {
        Target.seen(in: inventory, place: place) ?? .profileDebian12(place: place)
    }

    private static func again(
        _ inventory: Inventory, _ exports: ExportsAtHand?, _ target: Target,
        _ questions: OpenQuestions
    ) -> Plan {
        let holes = questions.holes.filter(\.isOpen).map(\.id)
        guard let exports else {
            return Planner.plan(inventory, to: target, answers: questions.answers, holes: holes)
        }
        return Planner.recovery(
            of: inventory, from: exports, to: target, answers: questions.answers, holes: holes)
    }

    /// The exports that a recovery was made from, read where they lie; nil for a plan that has a
    /// source.
    private static func kept(_ plan: Plan) throws(Failure) -> ExportsAtHand? {
        guard plan.isRecovery else { return nil }
        let key = plan.recovery.compactMap(\.key).first
        var sources: [ExportsAtHand.Source] = []
        for folder in Set(plan.recovery.map(\.folder)).sorted() {
            let there = ExportsFolder(path: PathBytes(folder), key: key.map { PathBytes($0) })
            sources += try there.read().sources.filter { $0.folder == folder }
        }
        return ExportsAtHand(sources, key: key)
    }

    private static func begin(
        _ rehearsal: Rehearsal, _ session: Session
    ) throws(Failure) -> RunRecord {
        let files = PlanFolder.files(rehearsal.plan)
        var record = RunRecord(
            plan: PlanFolder.id(files), planFolder: PathBytes(""),
            places: ChangedPlaces.all(rehearsal.plan, Set(Stage.allCases)), at: session.now,
            below: Runs(session: session).folder)
        record.planFolder = record.keptPlan
        try Failure.executing { () throws(ExecutionError) in
            try record.create(
                files: Dictionary(
                    files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 }), approval: [:])
        }
        return record
    }
}
