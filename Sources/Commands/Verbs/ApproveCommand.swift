import Console
import Places
import Planning
import Trust
import Vocabulary

/// `bedplate approve`: an owner signs a plan.
enum ApproveCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let key = session.absolute(session.asked.value("key") ?? "")
        guard PersonalFiles.exists(key) else {
            throw Failure(.noInput, "there is no key at \(key.text)")
        }
        let plan = try Failure.trusting { () throws(TrustError) in
            try SealedPlan.open(session.absolute(session.asked.operand(0) ?? "."))
        }
        tellOdd(plan, session)
        let approving = try approving(plan, session)
        session.tell(summary(approving.approval))
        let path = try Failure.trusting { () throws(TrustError) in try approving.sign(key: key) }
        if session.wantsJSON {
            try session.print(approving.approval.document())
        } else {
            try session.print(Voice.escaped(path.text) + "\n")
        }
        return .done
    }

    /// What was asked, refused where it cannot be approved so; what is open is listed.
    private static func approving(
        _ plan: SealedPlan, _ session: Session
    ) throws(Failure) -> Approving {
        let stages = try stages(session)
        // The real time, whatever the environment would have documents say.
        let now = Surroundings.now
        let expires = try expires(session, now: now)
        let accepted = try accepted(session)
        do {
            return try Approving(
                plan, as: session.asked.value("as") ?? "", stages: stages,
                hosts: words(session.asked.value("hosts")), expires: expires, accepted: accepted,
                now: now)
        } catch {
            var failure = Failure(error)
            if case .open(let matters) = error { failure.others = matters.map(line) }
            throw failure
        }
    }

    /// What lies in the folder and counts for nothing.
    private static func tellOdd(_ plan: SealedPlan, _ session: Session) {
        for path in plan.extras {
            session.tell(session.voice.note("\(path.text) is not part of the plan"))
        }
        for path in plan.claims() {
            session.tell(
                session.voice.note(
                    "\(path.text) calls itself approved: that counts for nothing"))
        }
    }

    private static func summary(_ approval: Approval) -> String {
        var lines = [
            "plan      sha256:\(approval.plan)",
            "stages    \(approval.stages.map(\.rawValue).joined(separator: ", "))",
            "hosts     \(approval.hosts.joined(separator: ", "))",
            "expires   \(Timestamp.text(nanoseconds: approval.expires))",
        ]
        lines += approval.accepted.map { "accepted  \($0.id): \($0.because)" }
        return lines.map(Voice.escaped).joined(separator: "\n")
    }

    private static func line(_ matter: OpenMatter) -> String {
        let about = matter.subject == matter.id ? "" : "\(matter.subject): "
        return "\(matter.kind.rawValue) \(matter.id): \(about)\(matter.says)"
    }

    private static func words(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map(String.init)
    }

    private static func stages(_ session: Session) throws(Failure) -> [Stage] {
        var stages: [Stage] = []
        for word in words(session.asked.value("stages")) {
            guard let stage = Stage(rawValue: word) else {
                let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.usage, "no stage is called '\(word)'", hint: "one of \(known)")
            }
            stages.append(stage)
        }
        return stages
    }

    private static func expires(_ session: Session, now: Int64) throws(Failure) -> Int64? {
        guard let text = session.asked.value("expires") else { return nil }
        guard let moment = Approving.moment(text, now: now) else {
            throw Failure(
                .usage, "'\(text)' is no time to expire at",
                hint: "72h, 7d, or a moment such as 2027-01-01T00:00:00Z")
        }
        return moment
    }

    private static func accepted(_ session: Session) throws(Failure) -> [Approval.Acceptance] {
        var accepted: [Approval.Acceptance] = []
        for text in session.asked.values("accept") {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw Failure(
                    .usage, "--accept \(text) gives no reason", hint: "--accept ID=REASON")
            }
            accepted.append(.init(id: parts[0], because: parts[1]))
        }
        return accepted
    }
}
