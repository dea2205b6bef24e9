public import Places
public import Planning
public import Vocabulary

/// Carries the steps of a plan out, one after the other, and takes them back.
///
/// Everything is written to the journal before and after it happens. What is not known is looked
/// at; nothing is assumed and nothing that may have happened is repeated unseen.
public final class Conductor {
    /// What the conductor asks of the world around it.
    public struct World {
        /// The place of an id.
        public var place: (String) throws(ExecutionError) -> any PlaceAccess
        /// Forgets the connection to a place, so that the next look takes a new one.
        public var renew: (String) -> Void
        /// Bytes of a file of the plan, looked at again and equal to what was signed.
        public var operand: (String) throws(ExecutionError) -> [UInt8]
        /// The same for an undo, which may fall back on the run's own copy.
        public var keptOperand: (String) throws(ExecutionError) -> [UInt8]
        /// When a person last answered a step's question, nanoseconds since 1970, and with `true`
        /// that of its undo; nil where nobody has.
        public var answered: (_ step: String, _ isUndo: Bool) throws(ExecutionError) -> Int64?
        /// Nanoseconds since 1970.
        public var now: () -> Int64
        /// Lets time pass.
        public var sleep: (_ seconds: Int) -> Void
        /// Whether somebody asked the run to end at the next safe point.
        public var isInterrupted: () -> Bool
        /// Hears what happens.
        public var tell: (Tiding) -> Void

        /// A world.
        public init(
            place: @escaping (String) throws(ExecutionError) -> any PlaceAccess,
            renew: @escaping (String) -> Void,
            operand: @escaping (String) throws(ExecutionError) -> [UInt8],
            keptOperand: @escaping (String) throws(ExecutionError) -> [UInt8],
            answered: @escaping (String, Bool) throws(ExecutionError) -> Int64?,
            now: @escaping () -> Int64, sleep: @escaping (Int) -> Void,
            isInterrupted: @escaping () -> Bool, tell: @escaping (Tiding) -> Void
        ) {
            self.place = place
            self.renew = renew
            self.operand = operand
            self.keptOperand = keptOperand
            self.answered = answered
            self.now = now
            self.sleep = sleep
            self.isInterrupted = isInterrupted
            self.tell = tell
        }
    }

    let plan: Plan
    let journal: Journal
    let world: World
    let delivery: Delivery
    let selfSet: SelfSet
    var ledger: Ledger

    /// A conductor of a run.
    ///
    /// - Parameters:
    ///   - planFolder: the run's own copy of the plan, on this machine.
    ///   - hostFolder: where a host keeps what belongs to its runs.
    public init(
        _ plan: Plan, _ journal: Journal, selfSet: SelfSet, planFolder: PathBytes,
        hostFolder: String = Lease.folder, world: World
    ) {
        self.plan = plan
        self.journal = journal
        self.selfSet = selfSet
        self.world = world
        delivery = Delivery(hostFolder: hostFolder, planFolder: planFolder.text)
        ledger = Ledger(journal.entries)
    }

    /// Carries out what is not done yet of those stages, in the plan's order.
    public func carry(_ stages: Set<Stage>) throws(ExecutionError) -> Outcome {
        let steps = plan.steps.filter { stages.contains($0.stage) }.map(\.step)
        for (index, step) in steps.enumerated() where ledger.state(of: step.id) != .done {
            if world.isInterrupted() { return .interrupted(step: step.id) }
            world.tell(
                .begins(step: step.id, title: step.title, number: index + 1, of: steps.count))
            if let end = try advance(step) { return end }
        }
        return .done
    }

    /// Brings one step to its end; nil where it is done.
    private func advance(_ step: Step) throws(ExecutionError) -> Outcome? {
        if ![.untouched, .undone].contains(ledger.state(of: step.id)) {
            if let end = try settle(step) { return end }
            if ledger.state(of: step.id) == .done { return nil }
        }
        if let end = try breaker(step) { return end }
        if let end = try fault(step.precondition, of: step) {
            return .stopped(step: step.id, why: "before: \(end)")
        }
        if try isDoneAlready(step) { return nil }
        if let danger = selfSet.danger(step, container: { try? containerID($0) }) {
            return try handOver(step, danger)
        }
        if let end = try person(step, step.action, isUndo: false) { return end }
        return try act(step)
    }

    /// Looks at a step whose outcome nobody knows, or that failed before.
    private func settle(_ step: Step) throws(ExecutionError) -> Outcome? {
        try waitForQuiet(step)
        if let end = try callOffEarlier(step) { return end }
        let checks = step.doneWhen.map { [$0] } ?? step.verify
        if ledger.state(of: step.id) == .unknown, step.action.isLasting,
            try fault(checks, of: step) == nil, try fault(step.verify, of: step) == nil
        {
            try record(.probe, .ok, step, "it had been done")
            world.tell(.skipped(step: step.id, why: "it had been done"))
            return nil
        }
        try record(.probe, .failed, step, "it is not done")
        if case .impossible(let because) = step.rollback, step.isDestructive,
            try !isAnsweredAnew(step)
        {
            return .waiting(
                step: step.id, question: "It was begun, is not done, and \(because). Go on?")
        }
        return nil
    }

    /// Whether a person has answered since the step was last attempted: the answer that let it
    /// begin says nothing of how it went.
    private func isAnsweredAnew(_ step: Step) throws(ExecutionError) -> Bool {
        guard let at = try world.answered(step.id, false) else { return false }
        return at > ledger.attempted(step.id) ?? 0
    }

    /// Whether nothing is to be done: the step's own sign says so, or what it stops does not run.
    private func isDoneAlready(_ step: Step) throws(ExecutionError) -> Bool {
        var checks = step.doneWhen.map { [$0] } ?? []
        if step.purpose == .stop, step.action.isLasting { checks = step.verify }
        guard !checks.isEmpty, try fault(checks, of: step) == nil else { return false }
        guard try fault(step.verify, of: step) == nil else { return false }
        let why = step.purpose == .stop ? "it did not run" : "it was done already"
        try record(.skip, .ok, step, why)
        world.tell(.skipped(step: step.id, why: why))
        return true
    }

    /// After three failures within an hour, each with its declared retries, only a person's answer
    /// lets a step be tried again.
    private func breaker(_ step: Step) throws(ExecutionError) -> Outcome? {
        let hour: Int64 = 3_600_000_000_000
        let recent = ledger.failures(of: step.id).filter { world.now() - $0 < hour }
        guard recent.count >= 3 * (max(step.retries, 0) + 1) else { return nil }
        if try isAnsweredAnew(step) { return nil }
        return .waiting(
            step: step.id,
            question: "It failed \(recent.count) times within an hour; wait, or take back.")
    }

    /// A step that would take this process down is a person's: it is looked at, never done.
    private func handOver(_ step: Step, _ danger: String) throws(ExecutionError) -> Outcome? {
        if try world.answered(step.id, false) != nil {
            try record(.intent, .ok, step, "by a person: \(danger)")
            return try verify(step)
        }
        try record(.pause, .ok, step, danger)
        return .alert(step: step.id, why: danger, run: step.title)
    }

    /// Whether a person must speak before an action; nil where it may go on.
    func person(
        _ step: Step, _ action: Action, isUndo: Bool
    ) throws(ExecutionError) -> Outcome? {
        let question: String
        switch action {
        case .ask(let text): question = text
        case .alert(let to, let says): question = "Tell \(to): \(says). Told?"
        default:
            guard step.needsPerson, !isUndo else { return nil }
            question = "\(step.title). Go?"
        }
        if try world.answered(step.id, isUndo) != nil { return nil }
        try record(.pause, .ok, step, isUndo ? "waits for a person, to undo" : "waits for a person")
        return .waiting(step: step.id, question: question)
    }

    /// Runs a step's action, again where that is declared, and looks at what came of it.
    private func act(_ step: Step) throws(ExecutionError) -> Outcome? {
        if case .wait(let seconds, _) = step.action {
            if let end = try rest(step, seconds) { return end }
            return try verify(step)
        }
        for attempt in 0...max(step.retries, 0) {
            let command: Command?
            do throws(ExecutionError) {
                command = try self.command(step, step.action, world.operand)
            } catch {
                guard case .refused(let why, _) = error else { throw error }
                return .changed(step: step.id, why: why)
            }
            let guardian = try arm(step)
            try record(.intent, .ok, step, guardian == nil ? "" : "a dead man watches")
            guard let command else { return try verify(step) }
            let why = try run(command, step, guardian)
            if let why { try record(.outcome, .failed, step, why) }
            if let guardian, let end = try callOff(guardian, step) { return end }
            guard let why else { return try verify(step) }
            guard attempt < step.retries, !world.isInterrupted() else {
                return .stopped(step: step.id, why: why)
            }
            world.tell(.again(step: step.id, afterSeconds: 60))
            world.sleep(60)
            if try isDoneAlready(step) { return nil }
        }
        return .stopped(step: step.id, why: "it could not be done")
    }

    /// Runs a command of a step; nil where it ended well, else why it did not.
    private func run(
        _ command: Command, _ step: Step, _ guardian: DeadMan?
    ) throws(ExecutionError) -> String? {
        let result = try ended(command, step, guardian, isUndo: false)
        if result.isSuccess {
            try record(.outcome, .ok, step, "")
            return nil
        }
        return Self.why(result)
    }

    /// How a command of a step, or of its undo, ended; what it complained of is told.
    func ended(
        _ command: Command, _ step: Step, _ guardian: DeadMan?, isUndo: Bool
    ) throws(ExecutionError) -> CommandResult {
        let place = try world.place(step.place)
        let result: CommandResult
        do {
            result = try place.run(command)
        } catch {
            if !isUndo { try record(.outcome, .unknown, step, "the place stopped answering") }
            throw .unreachable(
                place: step.place, why: error.message + (guardian.map(promise) ?? ""))
        }
        guard !result.isSuccess else { return result }
        for line in Complaint.lines(result.errors) {
            world.tell(.complained(step: step.id, line: line))
        }
        return result
    }

    private static func why(_ result: CommandResult) -> String {
        switch result.ending {
        case .exited(124), .timedOut: "it took too long and was ended"
        case .exited(137), .signalled(9): "it took too long, or somebody else killed it"
        case .exited(Delivery.busy): "something of an earlier run still runs there, or it said 75"
        case .exited(let status): "it ended with status \(status)"
        case .signalled(let number): "it was ended by signal \(number)"
        }
    }

    /// Looks whether a step did what it should; a service that starts gets a minute.
    private func verify(_ step: Step) throws(ExecutionError) -> Outcome? {
        let patience = [.start, .switch, .load].contains(step.purpose) ? 30 : 1
        var why: String?
        for attempt in 1...patience {
            why = try fault(step.verify, of: step)
            guard why != nil, attempt < patience else { break }
            world.sleep(2)
        }
        guard let why else {
            try record(.verify, .ok, step, "")
            world.tell(.holds(step: step.id))
            return nil
        }
        try record(.verify, .failed, step, why)
        return .stopped(step: step.id, why: why)
    }

    /// A short wait is waited; a long one ends the process and is taken up by a resume.
    private func rest(_ step: Step, _ seconds: Int) throws(ExecutionError) -> Outcome? {
        if seconds <= 120 {
            try record(.intent, .ok, step, "")
            world.sleep(seconds)
            return nil
        }
        let since = ledger.waiting(step.id) ?? world.now()
        let until = since + Int64(seconds) * 1_000_000_000
        if world.now() >= until {
            try record(.intent, .ok, step, "the time has passed")
            return nil
        }
        try record(.pause, .ok, step, "until \(Timestamp.text(nanoseconds: until))")
        return .resting(step: step.id, until: until)
    }

    func record(
        _ phase: JournalEntry.Phase, _ result: JournalEntry.Result, _ step: Step, _ says: String
    ) throws(ExecutionError) {
        let entry = JournalEntry(phase, result, step: step.id, says: says, at: world.now())
        try journal.append(entry)
        ledger.take(entry)
    }
}
