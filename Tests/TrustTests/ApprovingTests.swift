import Planning
import Testing
import Vocabulary

@testable import Trust

@Suite struct ApprovingTests {
    static let question = #"[{"subject":"local/service/x/y","question":"Which?","because":"z"}]"#

    @Test func `nothing is signed while a hole, a question or a lasting step is open`() throws {
        let gone = #"{"do":"impossible","because":"the old one is overwritten"}"#
        let desk = try Desk(
            document: PlanOnDisk.document(
                holes: ["BP0203@00112233aabb", "BP0301@00112233aabb", "BP9999@00112233aabb"],
                questions: Self.question, rollback: gone))
        let digest = SHA256.digest("local/service/x/y\nWhich?").hexadecimal
        let ids = [
            "BP0203@00112233aabb", "BP9999@00112233aabb", "question@\(digest.prefix(8))",
            "install/web",
        ]
        let matters = desk.plan.openMatters(in: [.preflight, .freeze, .install])
        #expect(matters.map(\.id) == ids)
        #expect(throws: TrustError.open(matters)) { try desk.approve() }
        let most = ids.dropLast().map { Approval.Acceptance(id: $0, because: "known") }
        #expect(throws: TrustError.open([matters[3]])) { try desk.approve(accepted: most) }
        #expect(try desk.judgement() == ["none"])
        try desk.approve(accepted: most + [.init(id: "install/web", because: "known")])
        #expect(try desk.judgement() == ["granted"])
    }

    @Test func `steps and playbooks that nobody saw work are taken only by name`() throws {
        let desk = try Desk(
            document: PlanOnDisk.document(
                stop: #""proven":"claimed","#,
                extra: #""unproven":[{"playbook":"n8n","proven":"documented","subjects":["x/y"]}],"#
            ))
        let matters = desk.plan.openMatters(in: [.preflight, .freeze, .install])
        #expect(matters.map(\.id) == ["playbook@n8n", "freeze/stop/web"])
        #expect(matters.map(\.kind) == [.playbook, .step])
        #expect(desk.plan.openMatters(in: [.preflight]).map(\.id) == ["playbook@n8n"])
        #expect(desk.plan.openMatters(in: [.retire]).map(\.id) == ["retire/web"])
        for left in matters {
            let most = matters.filter { $0 != left }
                .map { Approval.Acceptance(id: $0.id, because: "read them") }
            #expect(throws: TrustError.open([left])) { try desk.approve(accepted: most) }
        }
        try desk.approve(
            accepted: matters.map { .init(id: $0.id, because: "read them") })
        #expect(try desk.judgement() == ["granted"])
    }

    @Test func `a run of what an approval does not name is refused, and it is named`() throws {
        let desk = try Desk()
        try desk.approve()
        let claimed = try Desk(
            document: PlanOnDisk.document(stop: #""proven":"claimed","#))
        let open = claimed.plan.openMatters(in: [.freeze]).map(\.id)
        let approval = Approval(
            plan: claimed.plan.id, principal: "ada", nonce: String(repeating: "1", count: 32),
            stages: [.preflight, .freeze, .install], hosts: ["local", "ssh:metal"],
            notBefore: Desk.now - Desk.hour, expires: Desk.now + Desk.hour, accepted: [])
        let bytes = approval.document()
        let key = claimed.disk.folder.appending("ada")
        try claimed.disk.write("plan/approvals/\(approval.nonce).json", bytes)
        try claimed.disk.write(
            "plan/approvals/\(approval.nonce).sig", Keygen.sign(bytes, as: .approval, key: key))
        #expect(try claimed.judgement() == ["unaccepted"])
        #expect(Refusal.unaccepted(open).message.contains("freeze/stop/web"))
    }

    @Test func `an acceptance of nothing, or without a reason, is refused`() throws {
        let desk = try Desk(document: PlanOnDisk.document(questions: Self.question))
        let id = desk.plan.openMatters(in: [.freeze])[0].id
        for accepted in [(id, " "), ("BP0107@0", "because"), ("retire/web", "because")] {
            #expect(throws: TrustError.self) {
                try desk.approve(accepted: [.init(id: accepted.0, because: accepted.1)])
            }
        }
    }

    @Test func `hosts that the stages leave alone and times gone by are refused`() throws {
        let desk = try Desk()
        #expect(throws: TrustError.self) { try desk.approve(hosts: ["ssh:elsewhere"]) }
        #expect(throws: TrustError.self) {
            try Approving(desk.plan, as: "ada", expires: Desk.now, now: Desk.now)
        }
    }

    @Test func `assumed facts are checked before anything else is approved`() throws {
        let assumed = PlanOnDisk.document().split(separator: #"ssh:metal"},"#, maxSplits: 1)
        let desk = try Desk(document: assumed.joined(separator: #"ssh:metal","assumed":true},"#))
        #expect(throws: TrustError.self) { try desk.approve(stages: [.freeze]) }
        try desk.approve(stages: [.preflight, .freeze])
    }

    @Test func `a key that cannot sign is told with what ssh-keygen says`() throws {
        let desk = try Desk()
        try desk.disk.write("nothing", "no key\n", mode: 0o600)
        #expect(throws: TrustError.self) { try desk.approve(with: "nothing") }
        #expect(try desk.judgement() == ["none"])
    }

    @Test func `approvals are not written through a link`() throws {
        let desk = try Desk()
        try desk.disk.shell("mkdir elsewhere; ln -s ../elsewhere plan/approvals")
        #expect(throws: TrustError.notAFile(path: "approvals")) { try desk.approve() }
        #expect(try desk.disk.shell("ls elsewhere").isEmpty)
    }

    @Test(arguments: [
        ("72h", 72), ("7d", 168), ("2w", 336), ("1970-01-01T05:00:00Z", 5), ("soon", nil),
        ("-1h", nil), ("h", nil), ("", nil),
    ])
    func `an expiry is a span or a moment`(text: String, hours: Int64?) {
        #expect(Approving.moment(text, now: 0) == hours.map { $0 * Desk.hour })
    }

    @Test func `an approval reads back as it was written`() throws {
        let desk = try Desk()
        let approval = try desk.approve()
        #expect(try Approval(reading: approval.document()) == approval)
        var members = try JSONReader.read(approval.document()).members
        members.append((key: "nonce", value: .string(String(repeating: "1", count: 32))))
        #expect(throws: Refusal.self) {
            try Approval(reading: JSONValue.object(members).document())
        }
    }

    @Test func `a confirmation counts for what was asked and for nothing else`() throws {
        let desk = try Desk()
        let owners = try desk.jurisdiction()
        let answer = Confirmation(
            run: "r1", step: "cutover/go", answer: "yes", at: 1_000_000_000, principal: "ada")
        let (bytes, signature) = try answer.signed(key: desk.disk.folder.appending("ada"))
        #expect(
            try Confirmation.verified(bytes, signature: signature, before: owners) == answer)
        let altered = Array(
            String(decoding: bytes, as: UTF8.self).split(separator: "\"yes\"")
                .joined(separator: "\"no\"").utf8)
        #expect(throws: TrustError.refused(.badSignature)) {
            try Confirmation.verified(altered, signature: signature, before: owners)
        }
        let approval = try Keygen.sign(
            bytes, as: .approval, key: desk.disk.folder.appending("ada"))
        #expect(throws: TrustError.refused(.wrongNamespace("plan-approve@bedplate"))) {
            try Confirmation.verified(bytes, signature: approval, before: owners)
        }
    }
}
