import Holes
import Testing
import Vocabulary

@Suite struct RunningRuleTests {
    private static func seen(_ rule: String, _ says: String = "so") -> Evidence {
        Evidence(.observed, rule: rule, says: says, at: "docker")
    }

    /// A scene in which somebody looked at these areas.
    private static func looked(_ areas: [String] = ["containers", "units"]) -> Scene {
        var scene = Scene()
        scene.inventory.places[0].coverage = areas.map { .init(scope: $0, looked: true) }
        return scene
    }

    @Test func `what a file declares is missed only where somebody looked for it`() {
        var scene = Self.looked()
        scene.serve("here") { $0.evidence.append(Self.seen("engine.container")) }
        scene.serve("gone")
        scene.serve("asleep") { $0.profiles = ["debug"] }
        scene.serve("variant") { $0.isVariant = true }
        #expect(scene.open == ["declared-not-running gone"])
        let gap = Place.Coverage.Gap(what: "containers of podman", why: "it did not answer")
        scene.inventory.places[0].coverage = [
            .init(scope: "containers", looked: true, missing: [gap])
        ]
        #expect(scene.open.isEmpty)
        scene.inventory.places[0].coverage = [.init(scope: "containers", looked: false)]
        #expect(scene.open.isEmpty)
    }

    @Test func `a project of which nothing is there asks once`() {
        var scene = Self.looked()
        for name in ["one", "two", "three"] { scene.serve(name, group: "old") }
        #expect(scene.open == ["declared-not-running one"])
        #expect(scene.holes.first?.question == "Is the project old meant to run here?")
    }

    @Test func `a unit that its manager does not know is missed, one at rest is not`() {
        var scene = Self.looked()
        for (name, rule) in [("strange.service", "unit.unknown"), ("rests.service", "unit.state")] {
            scene.serve(name, group: "system", kinds: ["unit"]) {
                $0.image = nil
                $0.evidence.append(Self.seen(rule))
            }
        }
        #expect(scene.open == ["declared-not-running strange.service"])
    }

    @Test func `what runs and is written nowhere is asked about, louder where it holds state`() {
        var scene = Self.looked()
        let documents = [Evidence(.declared, rule: "document.names", says: "README.md names it")]
        for (name, holds) in [("quiet", false), ("keeper", true)] {
            scene.serve(name, group: "process", kinds: ["container"]) {
                $0.evidence = documents + [Self.seen("engine.container")]
                $0.holdsState = holds
            }
        }
        let asked = scene.holes.filter { $0.rule == "BP0602" }
        #expect(asked.map { Identifiers.name(of: $0.subject) } == ["keeper", "quiet"])
        #expect(asked.map(\.severity) == [.high, .medium])
    }

    @Test func `a variable in no file weighs more where its name is a credential's`() {
        var scene = Scene()
        scene.serve("plain") { $0.evidence.append(Self.seen("environment.nowhere", "MODE is set")) }
        scene.serve("secret") {
            $0.evidence.append(Self.seen("environment.nowhere", "API_TOKEN is set"))
        }
        #expect(scene.open == ["environment-nowhere secret", "environment-nowhere plain"])
        #expect(scene.holes.map(\.severity) == [.high, .medium])
    }

    @Test func `a connection is asked about where nothing but it joins two services`() {
        var scene = Scene()
        let one = scene.serve("one")
        let two = scene.serve("two")
        let three = scene.serve("three")
        let stands = Self.seen("socket.connected")
        let declared = Evidence(.declared, rule: "env.url", says: "names it")
        scene.inventory.dependencies = [
            Dependency(from: one, to: two, kind: .network, evidence: [stands]),
            Dependency(from: two, to: three, kind: .network, evidence: [declared, stands]),
        ]
        #expect(scene.open.filter { $0.hasPrefix("connection") } == ["connection-undeclared one"])
    }

    @Test func `what is there, is meant to run on and does not, is asked about`() {
        var scene = Self.looked()
        for (name, rules) in [
            ("rests", ["engine.container", "engine.stopped"]), ("done", ["engine.container"]),
        ] {
            scene.serve(name) { service in service.evidence += rules.map { Self.seen($0) } }
        }
        for (name, rule) in [("rests.service", "unit.stopped"), ("on.service", "unit.state")] {
            scene.serve(name, group: "system", kinds: ["unit"]) {
                $0.image = nil
                $0.evidence.append(Self.seen(rule))
            }
        }
        let asked = scene.open.filter { $0.hasPrefix("declared-not-running") }
        #expect(Set(asked) == ["declared-not-running rests", "declared-not-running rests.service"])
    }

    @Test func `a port that nobody listens on is asked of whoever names or publishes it`() {
        var scene = Scene()
        let one = scene.serve("one")
        let two = scene.serve("two") { $0.evidence.append(Self.seen("socket.unheard")) }
        let declared = Evidence(.inferred, rule: "env.url", says: "URL names two:80")
        scene.inventory.dependencies = [
            Dependency(
                from: one, to: two, kind: .network,
                evidence: [declared, Self.seen("socket.unheard")])
        ]
        #expect(scene.open == ["port-unanswered two", "port-unanswered one"])
        #expect(scene.holes.allSatisfy { $0.severity == .medium })
        scene.serve("three") { $0.evidence.append(Self.seen("socket.nobody")) }
        #expect(scene.open.last == "port-unanswered three")
        #expect(scene.holes.last?.severity == .low)
    }

    @Test func `an edge no look ever saw is asked at once only where clients stay connected`() {
        var scene = Scene()
        scene.inventory.snapshot.taken = 86_400_000_000_000
        let says = "both run, and no connection between them stood at any look since 1970-01-0"
        let declared = Evidence(.inferred, rule: "env.url", says: "URL names it")
        let user = scene.serve("user")
        let kept = scene.keep(.volume, "rows", .convenience, engine: "postgresql")
        let base = scene.serve("base") { $0.stores = [kept] }
        let web = scene.serve("web")
        func look(_ day: Int) {
            scene.inventory.dependencies = [base, web].map { to in
                Dependency(
                    from: user, to: to, kind: .network,
                    evidence: [declared, Self.seen("socket.quiet", says + "\(day)")])
            }
        }
        var asked: [String] {
            scene.holes.filter { $0.rule == "BP0610" && $0.isOpen }.map(\.question)
        }
        look(2)
        #expect(asked == ["Does user still use base?"])
        look(1)
        #expect(asked == ["Does user still use base, web?"])
    }

    @Test func `what differs from its file, and what fails, is asked about`() {
        var scene = Scene()
        scene.serve("moved") { $0.evidence.append(Self.seen("engine.drift")) }
        scene.serve("ill") { $0.evidence.append(Self.seen("engine.unhealthy")) }
        scene.serve("well") { $0.evidence.append(Self.seen("engine.container")) }
        #expect(Set(scene.open) == ["running-differs moved", "fails-now ill"])
    }

    @Test func `a volume that nothing mounts is asked about unless it is empty`() {
        var scene = Scene()
        for (name, itemClass) in [("full", ItemClass.unknown), ("empty", .convenience)] {
            _ = scene.keep(.volume, name, itemClass)
            let index = scene.inventory.stores.firstIndex { $0.name == name } ?? 0
            scene.inventory.stores[index].evidence = [Self.seen("engine.volume")]
        }
        #expect(scene.open == ["loose-volume full"])
    }

    @Test func `what sudo lets a service's user do is asked about, by name and by group`() {
        var scene = Self.looked()
        for (name, user) in [
            ("own", "moto"), ("by-group", "ben"), ("none", "anna"), ("top", "root"),
        ] {
            scene.serve(name, group: "system", kinds: ["unit"]) {
                $0.image = nil
                $0.user = user
            }
        }
        #expect(!scene.open.contains { $0.hasPrefix("sudo-relied-on") })
        var host = HostFacts()
        host.users = [
            .init(name: "ben", uid: 1002, gid: 1002, home: "/", hasShell: true, groups: ["carers"])
        ]
        host.sudo = ["moto", "%carers", "root"].map {
            .init(who: $0, asUser: "root", commands: ["ALL"], needsNoPassword: true, at: "s:1")
        }
        scene.inventory.places[0].host = host
        let asked = scene.open.filter { $0.hasPrefix("sudo-relied-on") }
        #expect(asked == ["sudo-relied-on by-group", "sudo-relied-on own"])
    }
}
