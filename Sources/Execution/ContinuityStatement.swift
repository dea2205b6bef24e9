public import Planning
internal import Vocabulary

/// The last document of a move: what went on as it was, how far that was seen, and what to watch.
/// It says nothing but what the run's journal tells and what looks of the plan showed.
public struct ContinuityStatement: Equatable, Sendable {
    /// One identity file.
    public struct Identity: Equatable, Sendable {
        /// What was seen of it on the target.
        public enum Finding: String, Sendable, CaseIterable {
            /// Its digest is the snapshot's.
            case same
            /// Its digest is the export's; the snapshot has it keyed.
            case asExported = "as-exported"
            /// Its digest is the export's, and the snapshot has another.
            case changedBefore = "changed-before"
            /// It is not there.
            case missing
            /// What the look showed is gone.
            case unseen
        }

        /// Id of the item.
        public var subject: String
        /// What was seen.
        public var finding: Finding
        /// Why it is not bit-identical to the snapshot, or not known to be; nil where it is.
        public var because: String?
        /// Whether nothing is left to ask about it.
        public var isAccountedFor: Bool
    }

    /// One schedule.
    public struct Schedule: Equatable, Sendable {
        /// Id of the service.
        public var subject: String
        /// The schedule, as the source has it.
        public var schedule: String
        /// Whether its next run was seen to be the same.
        public var isSame: Bool
    }

    /// What one service listens on.
    public struct Listening: Equatable, Sendable {
        /// Id of the service.
        public var subject: String
        /// What the source published, `ADDRESS:PORT/PROTOCOL`.
        public var before: [String]
        /// Where it is reached on the target.
        public var after: [String]
        /// Whether it was seen that it is reached from no farther.
        public var isNoWider: Bool
    }

    /// Something that nobody has shown, and that time will.
    public struct Watching: Hashable, Sendable {
        /// Id of what it is about.
        public var subject: String
        /// A clause for people.
        public var says: String
    }

    /// The run's id.
    public var run: String
    /// Id of the plan, 64 hexadecimal digits.
    public var plan: String
    /// Id of the place that things moved to.
    public var target: String
    /// Nanoseconds since 1970.
    public var at: Int64
    /// Identity files, by root and path.
    public var identity: [Identity]
    /// Stores and roots, sorted by subject.
    public var stores: [AssetLevel]
    /// Schedules, in the plan's order.
    public var schedules: [Schedule]
    /// Services that listen, in the plan's order.
    public var listeners: [Listening]
    /// In the plan's order.
    public var watch: [Watching]

    /// What an earlier look at identity showed, by the id of the step that looked.
    public typealias Looks = [String: (list: [UInt8], output: String?)]

    /// The statement of a run that went to its end.
    ///
    /// - Parameter looks: for each step that looked at identity, the plan's list of files and what
    ///   its check prints.
    public init(run: String, id: String, _ plan: Plan, _ times: StepTimes, looks: Looks, at: Int64)
    {
        self.run = run
        self.plan = id
        self.at = at
        target = plan.target.place
        identity = Self.identity(plan, looks)
        stores = AssetLevel.all(plan, times)
        schedules = Self.schedules(plan, times)
        listeners = Self.listeners(plan, times)
        watch = Self.watch(plan)
    }

    /// Whether everything went on as it was, and was seen to.
    public var holds: Bool {
        identity.allSatisfy(\.isAccountedFor) && stores.allSatisfy { $0.level >= 2 }
            && schedules.allSatisfy(\.isSame) && listeners.allSatisfy(\.isNoWider)
    }
}

extension ContinuityStatement {
    private static func identity(_ plan: Plan, _ looks: Looks) -> [Identity] {
        let lost = Dictionary(plan.lost.map { ($0.subject, $0.says) }, uniquingKeysWith: { $1 })
        return plan.steps.flatMap { _, step -> [Identity] in
            guard let look = looks[step.id] else { return [] }
            let words = look.output?.split(separator: "\n").map(String.init) ?? []
            let entries = look.list.split(separator: 0)
            return zip(entries.indices, entries).map { index, entry in
                let subject = item(Array(entry), below: step.subject)
                let word = words.count == entries.count ? words[index] : ""
                let finding = Identity.Finding(rawValue: word) ?? .unseen
                return Identity(
                    subject: subject, finding: finding,
                    because: reason(finding) ?? (finding == .missing ? lost[subject] : nil),
                    isAccountedFor: finding != .unseen
                        && (finding != .missing || lost[subject] != nil))
            }
        }
    }

    private static func reason(_ finding: Identity.Finding) -> String? {
        switch finding {
        case .same, .missing: nil
        case .asExported: "its digest is keyed in the snapshot; it is what was exported"
        case .changedBefore:
            "it changed between the snapshot and the freeze; it is what was exported"
        case .unseen: "what was seen of it is not there any more"
        }
    }

    /// The id of the item that a line of the list names: digest, space, `./`, path.
    private static func item(_ entry: [UInt8], below root: String) -> String {
        let path = PathBytes(bytes: Array(entry.dropFirst(67)))
        guard let colon = root.firstRange(of: ":/") else { return path.text }
        let place = String(root[..<colon.lowerBound])
        guard let found = Identifiers.itemPath(root, place: place) else { return path.text }
        return Identifiers.item(place: place, root: found.root, path: path)
    }

    private static func schedules(_ plan: Plan, _ times: StepTimes) -> [Schedule] {
        observed(plan).compactMap { step in
            let fact = step.evidence.first { $0.rule == "plan.schedule" && $0.at == step.subject }
            guard let fact else { return nil }
            let isSame =
                times.nanoseconds[step.id] != nil
                && step.verify.contains { $0.id == Continuity.nextRun }
            return Schedule(subject: step.subject, schedule: fact.says, isSame: isSame)
        }
    }

    private static func listeners(_ plan: Plan, _ times: StepTimes) -> [Listening] {
        let looks = plan.step(Continuity.exposure)
        let isNoWider = looks.map { times.nanoseconds[$0.id] != nil } ?? true
        return plan.steps.compactMap { _, step in
            guard step.purpose == .start, !step.effects.listens.isEmpty else { return nil }
            let ports = step.evidence.first { $0.rule == "plan.ports" && $0.at == step.subject }
            return Listening(
                subject: step.subject, before: published(ports?.says ?? ""),
                after: step.effects.listens, isNoWider: isNoWider)
        }
    }

    /// What of `ADDRESS:PORT>INSIDE/PROTOCOL …` was published at all.
    private static func published(_ text: String) -> [String] {
        text.split(separator: " ").compactMap { word in
            guard let arrow = word.firstIndex(of: ">"), let slash = word.lastIndex(of: "/"),
                arrow < slash, !word[..<arrow].hasSuffix(":0")
            else { return nil }
            return String(word[..<arrow] + word[slash...])
        }
    }

    private static func watch(_ plan: Plan) -> [Watching] {
        let asked = plan.questions.map { Watching(subject: $0.subject, says: $0.question) }
        let unshown = observed(plan).flatMap { step in
            step.verify.filter { !$0.doesNotProve.isEmpty }.map {
                Watching(subject: step.subject, says: "nobody has shown " + $0.doesNotProve)
            }
        }
        let lost = plan.lost.map {
            Watching(subject: $0.subject, says: "given up by the plan: \($0.says)")
        }
        var seen: Set<Watching> = []
        return (asked + unshown + lost).filter { seen.insert($0).inserted }
    }

    private static func observed(_ plan: Plan) -> [Step] {
        plan.stages.first { $0.stage == .observe }?.steps ?? []
    }
}
