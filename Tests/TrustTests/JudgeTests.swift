import Places
import Planning
import Testing
import Vocabulary

@testable import Trust

@Suite struct JudgeTests {
    @Test func `an owner's approval lets the run begin, and nobody's does not`() throws {
        let desk = try Desk()
        #expect(try desk.judgement() == ["none"])
        let approval = try desk.approve()
        #expect(approval.stages == [.preflight, .freeze, .install])
        #expect(approval.hosts == ["local", "ssh:metal"])
        #expect(try desk.judgement() == ["granted"])
    }

    @Test func `sha256sum and ssh-keygen alone come to the same answer`() throws {
        let desk = try Desk()
        let approval = try desk.approve()
        let owners = try TrustText.line(principal: "ada", key: desk.disk.read("ada.pub"))
        try desk.disk.write("owners", owners + "\n")
        let said = try desk.disk.shell(
            """
            (cd plan && sha256sum --quiet -c MANIFEST && sha256sum MANIFEST)
            ssh-keygen -Y verify -f owners -I ada -n plan-approve@bedplate \
                -s plan/approvals/\(approval.nonce).sig < plan/approvals/\(approval.nonce).json
            """)
        #expect(said.hasPrefix(desk.plan.id) && said.contains("Good"))
    }

    @Test func `P17: a byte flipped anywhere in the approval or its signature is refused`() throws {
        let desk = try Desk()
        let nonce = try desk.approve().nonce
        for ending in ["json", "sig"] {
            let path = "plan/approvals/\(nonce).\(ending)"
            let whole = try desk.disk.read(path)
            for index in stride(from: 0, to: whole.count, by: 29) {
                var bytes = whole
                bytes[index] ^= 1
                try desk.disk.write(path, bytes)
                #expect(try desk.judgement() != ["granted"], "byte \(index) of \(ending)")
            }
            try desk.disk.write(path, whole)
        }
        #expect(try desk.judgement() == ["granted"])
    }

    @Test func `an approval edited to say more is not what was signed`() throws {
        let desk = try Desk()
        let path = "plan/approvals/\(try desk.approve(stages: [.preflight]).nonce).json"
        let text = String(decoding: try desk.disk.read(path), as: UTF8.self)
        let wider = text.split(separator: "\"preflight\"").joined(separator: "\"freeze\"")
        #expect(wider != text)
        try desk.disk.write(path, wider)
        #expect(try desk.judgement() == ["bad-signature"])
    }

    @Test func `P27: a signature for another purpose approves nothing`() throws {
        let desk = try Desk()
        let nonce = try desk.approve().nonce
        try desk.disk.shell(
            """
            cd plan/approvals; rm \(nonce).sig
            ssh-keygen -q -Y sign -n confirm@bedplate -f ../../ada \(nonce).json
            mv \(nonce).json.sig \(nonce).sig
            """)
        #expect(try desk.judgement() == ["wrong-namespace"])
        try desk.disk.shell("rm plan/approvals/\(nonce).sig")
        #expect(try desk.judgement() == ["no-signature"])
    }

    @Test func `P27: a key that one of the hosts does not list is refused`() throws {
        let desk = try Desk()
        try desk.approve(with: "eve")
        #expect(try desk.judgement() == ["unlisted"])
        let both = try desk.jurisdiction(
            "ada \(try desk.key("eve"))\nada \(try desk.key("ada"))")
        #expect(try desk.judgement(by: both) == ["granted"])
        let one = Jurisdiction(
            owners: [both.owners[0], try desk.jurisdiction().owners[1]])
        #expect(try desk.judgement(by: one) == ["unlisted"])
    }

    @Test(arguments: [
        (#"ada valid-before="20200101""#, "key-not-valid"),
        (#"ada valid-after="20990101""#, "key-not-valid"),
        (#"ada namespaces="git""#, "key-not-valid"),
        ("bob", "other-principal"),
        (#"a*,bob namespaces="git,plan-approve@bedplate""#, "granted"),
    ])
    func `the owners' own lines say when and for what a key counts`(
        front: String, word: String
    ) throws {
        let desk = try Desk()
        try desk.approve()
        let owners = try desk.jurisdiction("\(front) \(try desk.key("ada"))")
        #expect(try desk.judgement(by: owners) == [word])
    }

    @Test func `P27: expiry and beginning are judged by now`() throws {
        let desk = try Desk()
        let approval = try desk.approve()
        #expect(approval.expires == approval.notBefore + 72 * Desk.hour)
        #expect(try desk.judgement(at: approval.expires - 1) == ["granted"])
        #expect(try desk.judgement(at: approval.expires) == ["expired"])
        #expect(try desk.judgement(at: approval.notBefore - 1) == ["not-yet"])
    }

    @Test func `P27: an approval begins one run`() throws {
        let desk = try Desk()
        let approval = try desk.approve()
        #expect(try desk.judgement(used: [approval.nonce]) == ["used"])
        try desk.approve()
        #expect(try desk.judgement(used: [approval.nonce]) == ["granted"])
    }

    @Test func `P27: it covers the stages and hosts it names and no others`() throws {
        let desk = try Desk()
        try desk.approve(stages: [.preflight, .freeze])
        #expect(try desk.judgement() == ["stages"])
        #expect(try desk.judgement(stages: [.freeze], hosts: ["local"]) == ["granted"])
        let other = try Desk()
        try other.approve(hosts: ["local"])
        #expect(try other.judgement() == ["hosts"])
        #expect(try other.judgement(hosts: ["local", "ssh:elsewhere"]) == ["no-owners"])
    }

    @Test func `an approval of another plan, or of this one before it changed, is refused`() throws
    {
        let desk = try Desk()
        try desk.approve()
        try desk.disk.write("plan/files/scripts/stop.sh", "rm -rf /srv\n")
        #expect(throws: TrustError.changed(path: "files/scripts/stop.sh")) {
            try SealedPlan.open(desk.disk.plan)
        }
        try desk.disk.seal()
        let changed = try SealedPlan.open(desk.disk.plan)
        #expect(changed.id != desk.plan.id)
        #expect(try desk.judgement(of: changed) == ["other-plan"])
    }

    @Test func `retire is approved by itself and with what it destroys accepted`() throws {
        let desk = try Desk()
        #expect(throws: TrustError.refused(.retireAmongOthers)) {
            try desk.approve(stages: [.install, .retire])
        }
        #expect(throws: TrustError.self) { try desk.approve(stages: [.retire]) }
        try desk.approve(
            stages: [.retire], accepted: [.init(id: "retire/web", because: "ran for a month")])
        #expect(try desk.judgement(stages: [.retire], hosts: ["local"]) == ["granted"])
        #expect(try desk.judgement() == ["stages"])
    }

    @Test func `an approval signed by hand without the acceptances is refused`() throws {
        let gone = #"{"do":"impossible","because":"the old one is overwritten"}"#
        let desk = try Desk(document: PlanOnDisk.document(rollback: gone))
        let approval = Approval(
            plan: desk.plan.id, principal: "ada", nonce: String(repeating: "0", count: 32),
            stages: desk.plan.stages.filter { $0 != .retire }, hosts: ["local", "ssh:metal"],
            notBefore: Desk.now, expires: Desk.now + Desk.hour, accepted: [])
        try desk.disk.write("plan/approvals/x.json", approval.document())
        try desk.disk.shell(
            """
            cd plan/approvals
            ssh-keygen -q -Y sign -n plan-approve@bedplate -f ../../ada x.json; mv x.json.sig x.sig
            """)
        #expect(try desk.judgement() == ["unaccepted"])
    }

    @Test(arguments: [
        ("{", "malformed"), ("{}", "malformed"),
        (#"{"format":1,"kind":"approval","approved":true}"#, "malformed"),
    ])
    func `what is no approval is not taken for one`(text: String, word: String) throws {
        let desk = try Desk()
        try desk.disk.write("plan/approvals/x.json", text)
        try desk.disk.shell("cd plan; ln -s approvals/x.json approvals/link.json")
        #expect(try desk.judgement() == [word])
    }

    @Test func `a file that calls itself approved is told and counts for nothing`() throws {
        let desk = try Desk(document: PlanOnDisk.document(extra: #""approved": true,"#))
        try desk.disk.write("plan/bedplate.yaml", "owner: eve\nAPPROVED: yes\n")
        try desk.disk.write("plan/notes.md", "not approved: yet\nunapproved = true\n")
        let plan = try SealedPlan.open(desk.disk.plan)
        #expect(plan.claims() == ["bedplate.yaml", "plan.json"])
        #expect(try desk.judgement() == ["none"])
    }

    @Test func `every reason has words of its own and a way out`() {
        let reasons: [Refusal] = [
            .none, .malformed(why: "x"), .noSignature, .wrongNamespace("git"),
            .unlisted(place: "local", fingerprint: "SHA256:x"),
            .otherPrincipal(place: "local", principal: "ada"),
            .keyNotValid(place: "local", principal: "ada"), .badSignature,
            .notTouched(fingerprint: "SHA256:x"), .otherPlan(id: "00"), .expired(at: 0),
            .notYet(from: 0), .used(nonce: "00"), .stages([.freeze]), .retireAmongOthers,
            .hosts(["local"]), .noOwners(["local"]), .unaccepted(["x"]),
            .silentKey(SilentKey(fingerprint: "SHA256:x", by: .file(path: "/k"))),
        ]
        #expect(Set(reasons.map(\.word)).count == reasons.count)
        #expect(Set(reasons.map(\.message)).count == reasons.count)
        for reason in reasons { #expect(!reason.hint.isEmpty && !reason.message.hasSuffix(".")) }
    }
}
