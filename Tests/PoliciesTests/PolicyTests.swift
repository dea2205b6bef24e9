import Damage
import Policies
import Testing
import Vocabulary

@Suite struct PolicyTests {
    static let whole = """
        format: 1
        owners: [{name: Ada, phone: +46 70 000, key: ssh-ed25519 AAAA}]
        escalation: [{level: 1, who: Ada, phone: 5551234, respond_within: 15m, for: outages}]
        services:
          postgres:
            purpose: keeps the orders
            strategy: stays-in-container
            dashboard: https://status.example
            health: [{metric: connections, green: "< 50", yellow: 80, red: 95}]
            failures: [{symptom: refuses, detection: probe, cause: disk, severity: high, first: df, escalate_when: full}]
            objectives: {rto: 1h30m, rpo: 5m}
            rollback: {when: counts differ, who: Ada}
        external: {api.example.com: {used_for: mail, failure: 5xx, impact: none, detection: log, fallback: queue}}
        classes: [{path: data/x, class: state, because: the only copy}]
        conventions: ["ports below 9000 are taken"]
        accept: [{hole: BP0107@3f2a00000000, because: one person here, until: 2027-01-01}]
        """

    func faults(_ text: String) -> [String] {
        do throws(PolicyError) {
            _ = try Policy.read(Array(text.utf8))
            return []
        } catch {
            return error.faults.map { "\($0.line):\($0.column) \($0.message)" }
        }
    }

    @Test func `everything the contract names is read`() throws {
        let policy = try Policy.read(Array(Self.whole.utf8))
        #expect(policy.owners.map(\.name) == ["Ada"])
        #expect(policy.escalation.first?.phone == "5551234")
        #expect(policy.escalation.first?.respondWithin == 900)
        let postgres = try #require(policy.services["postgres"])
        #expect(postgres.strategy == "stays-in-container")
        #expect(postgres.objectives?.recoveryTime == 5400)
        #expect(postgres.health.first?.yellow == "80")
        #expect(postgres.rollback?.who == "Ada")
        #expect(policy.external["api.example.com"]?.fallback == "queue")
        #expect(policy.conventions.count == 1)
        #expect(policy.accepted.first?.until == 20819)
    }

    @Test func `an empty text says nothing`() throws {
        #expect(try Policy.read([]) == Policy())
        #expect(try Policy.read(Array("# nothing yet\n".utf8)) == Policy())
    }

    @Test func `every fault is told, with line and column, in the order of the text`() {
        let text = """
            format: 2
            onwers: []
            escalation:
              - {level: first, who: Ada}
              - {level: 2}
            services:
              db:
                purpose: 42
                objectives: {rto: soon}
            accept: [{hole: x, because: y, until: 2027-02-30}]
            classes: {path: x}
            """
        let told = faults(text)
        #expect(told.count == 8)
        #expect(told[0] == "1:9 format is 1")
        #expect(told[1].hasPrefix("2:1 unknown key 'onwers' in the policy; known are format"))
        #expect(told[2] == "4:13 level is a whole number")
        #expect(told[3] == "5:5 an escalation needs 'who'")
        #expect(told[4] == "8:14 purpose is text")
        #expect(told[5] == "9:23 rto is a length of time such as 90s, 15m or 1h30m")
        #expect(told[6].hasPrefix("10:"))
        #expect(told[7] == "11:10 classes is a list")
    }

    @Test func `P18: six metrics are one too many`() {
        let metrics = (1...6).map { "{metric: m\($0)}" }.joined(separator: ", ")
        let told = faults("format: 1\nservices: {db: {health: [\(metrics)]}}")
        #expect(told.count == 1 && told[0].hasSuffix("health has at most five metrics"))
    }

    @Test func `a strategy is one of the contract's words`() {
        #expect(
            faults("format: 1\nservices: {db: {strategy: containers}}") == [
                "2:27 strategy is one of package, upstream-apt, vendor-binary, runtime, rootfs, "
                    + "drop, stays-in-container"
            ])
    }

    @Test(arguments: ["- a", "3", "format: 1\n---\nformat: 1", "format: [", "format: 1\nformat: 1"])
    func `what is no policy is refused`(text: String) {
        #expect(!faults(text).isEmpty)
    }

    @Test func `a name answers only for the one service that has it`() throws {
        let policy = try Policy.read(
            Array("format: 1\nservices: {db: {purpose: x}, local/service/b/db: {purpose: y}}".utf8))
        let one = Service(place: "local", group: "a", name: "db", kinds: ["compose"])
        let two = Service(place: "local", group: "b", name: "db", kinds: ["compose"])
        #expect(policy.entry(for: one, among: [one])?.purpose == "x")
        #expect(policy.entry(for: one, among: [one, two]) == nil)
        #expect(policy.entry(for: two, among: [one, two])?.purpose == "y")
    }

    @Test func `an acceptance ends with its day`() throws {
        let policy = try Policy.read(Array(Self.whole.utf8))
        let last = try #require(Timestamp.nanoseconds("2026-12-31T23:59:59Z"))
        let day = try #require(Timestamp.nanoseconds("2027-01-01T00:00:00Z"))
        #expect(policy.acceptance(of: "BP0107@3f2a00000000", at: last) != nil)
        #expect(policy.acceptance(of: "BP0107@3f2a00000000", at: day) == nil)
        #expect(policy.acceptance(of: "BP0107@3f2a", at: last) == nil)
    }

    @Test func `the longest path that holds an item decides its class`() throws {
        let text = """
            format: 1
            classes:
              - {path: data, class: convenience, because: a}
              - {path: data/mine, class: state, because: b}
            """
        let policy = try Policy.read(Array(text.utf8))
        func itemClass(_ path: PathBytes) -> String? {
            let item = Item(
                place: "local", root: "/srv", path: path, type: .file, verdict: Verdict(.unknown))
            return policy.classEntry(for: item)?.itemClass
        }
        #expect(itemClass("data/x") == "convenience")
        #expect(itemClass("data/mine/x") == "state")
        #expect(itemClass("database") == nil)
    }

    @Test func `mutated policies are read or refused, never a crash`() {
        var mutation = Mutation(seed: 3)
        for _ in 0..<500 {
            let bytes = mutation.mutated(Array(Self.whole.utf8))
            do throws(PolicyError) {
                _ = try Policy.read(bytes)
            } catch {
                #expect(!error.faults.isEmpty)
                #expect(error.faults.allSatisfy { $0.line >= 1 && $0.column >= 1 })
            }
        }
    }
}
