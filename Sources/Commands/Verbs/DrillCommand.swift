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
        guard !plan.isRecovery else {
            throw Failure(
                .usage, "a recovery is not drilled: there is no source to read while it runs",
                hint: "carry it out on a scratch host, and take it back")
        }
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
        let place = plan.target.place
        let again = Planner.plan(
            inventory,
            to: Target.seen(in: inventory, place: place) ?? .profileDebian12(place: place),
            answers: questions.answers, holes: questions.holes.filter(\.isOpen).map(\.id))
        guard PlanFolder.id(PlanFolder.files(again)) == sealed.id else {
            throw Failure(
                .badData, "the plan is not the one that its snapshot and policy give today",
                hint: "make a new plan, and rehearse that")
        }
        let digits = Timestamp.text(nanoseconds: session.now).filter(\.isNumber).prefix(14)
        return Rehearsal.make(
            of: inventory,
            on: Target.seen(in: inventory, place: scratch) ?? .profileDebian12(place: scratch),
            id: "\(digits)-\(sealed.id.prefix(8))", answers: questions.answers)
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
