import Survey
import Testing
import Vocabulary

@Suite struct RunningTests {
    private func found(_ place: AnsweringPlace, running: Bool = true) throws -> Inventory {
        defer { place.remove() }
        var scan = Scan(roots: [place.folder])
        scan.looksAtRunning = running
        return try scan.run(on: place) { _ in nil }.rest
    }

    private func service(_ id: String, _ found: Inventory) throws -> Service {
        try #require(found.services.first { $0.id == "local/service/" + id })
    }

    @Test func `a container and the compose service it was made from are one`() throws {
        let found = try found(Pair.place())
        let store = try service("stack/store", found)
        #expect(store.kinds == ["compose", "container"])
        #expect(store.imageDigest == Pair.image)
        #expect(Set(store.evidence.map(\.basis)).isSuperset(of: [.declared, .observed]))
        #expect(store.ports.map(\.container) == [7000])
        #expect(found.services.count { $0.name == "store" } == 1)
    }

    @Test func `a volume is known by the name the engine gave it, with what its file says`() throws
    {
        let found = try found(Pair.place())
        let store = try service("stack/store", found)
        #expect(store.stores == ["local/store/volume/pair_kept"])
        #expect(store.mounts.map(\.store) == store.stores)
        let volume = try #require(found.stores.first { $0.id == store.stores[0] })
        #expect(volume.itemClass == .state && volume.path == "/v/pair_kept/_data")
        #expect(!found.stores.contains { $0.name == "stack_kept" })
        #expect(found.dependencies.allSatisfy { !$0.to.contains("stack_kept") })
    }

    @Test func `a connection that stands is one edge with what the file declares`() throws {
        let found = try found(Pair.place())
        let edges = found.dependencies.filter {
            $0.from.hasSuffix("stack/app") && $0.to.hasSuffix("stack/store")
        }
        #expect(edges.map(\.kind) == [.network, .startOrder])
        #expect(edges[0].evidence.map(\.rule) == ["socket.connected"])
    }

    @Test func `what is written in the layer or lies in a nameless volume is told`() throws {
        let found = try found(Pair.place())
        let app = try service("stack/app", found)
        #expect(app.stores.contains("local/store/layer/stack_app"))
        #expect(app.stores.contains("local/store/anonymous/stack_app%3a%2fscratch"))
        let layer = try #require(found.stores.first { $0.kind == .layer })
        #expect(layer.itemClass == .state)
        #expect(layer.evidence.map(\.says) == ["wrote /var/outbox/a.json, state"])
    }

    @Test func `a container of no file is a service, and its variables are in no file`() throws {
        let found = try found(Pair.place())
        let stray = try service("process/stray-one", found)
        #expect(stray.kinds == ["container"] && stray.environment == ["API_TOKEN"])
        #expect(stray.evidence.contains { $0.rule == "environment.nowhere" })
        #expect(stray.evidence.allSatisfy { $0.basis == .observed })
        let store = try service("stack/store", found)
        #expect(!store.evidence.contains { $0.rule == "environment.nowhere" })
    }

    @Test func `a variable that a file only hands through is in no file`() throws {
        let handed = Pair.compose.replacing(
            "{STORE_PASSWORD: ordinary-words-here}", with: "[STORE_PASSWORD]")
        let asked = Pair.compose.replacing(
            "ordinary-words-here", with: "\"${STORE_PASSWORD}\"")
        for compose in [handed, asked] {
            let store = try service("stack/store", try found(Pair.place(compose: compose)))
            let nowhere = store.evidence.filter { $0.rule == "environment.nowhere" }
            #expect(nowhere.count == 1, "\(compose)")
        }
    }

    @Test func `a volume that nothing mounts is kept and asked about`() throws {
        let loose = try #require(try found(Pair.place()).stores.first { $0.name == "old_notes" })
        #expect(loose.itemClass == .unknown)
        #expect(loose.evidence.map(\.rule) == ["engine.volume"])
    }

    @Test func `no value of a variable, and no id of a container, reaches the inventory`() throws {
        let found = try found(Pair.place())
        let text = String(decoding: found.document(), as: UTF8.self)
        for word in ["ordinary-words", Pair.app, Pair.stray, String(Pair.store.prefix(12))] {
            #expect(!text.contains(word), "\(word)")
        }
    }

    @Test func `a container whose file was changed since differs from it`() throws {
        let changed = Pair.compose.replacing("kept:/data", with: "/srv/elsewhere:/data")
        let store = try service("stack/store", try found(Pair.place(compose: changed)))
        #expect(store.evidence.contains { $0.rule == "engine.drift" })
    }

    @Test func `a socket that may not be opened is a gap with the privilege that opens it`() throws
    {
        var place = try Pair.place()
        place.refusals["docker version"] = "permission denied while trying to connect"
        let coverage = try found(place).places[0].coverage
        let containers = try #require(coverage.first { $0.scope == "containers" })
        #expect(!containers.looked)
        #expect(containers.missing.first?.privilege?.contains("root") == true)
    }

    @Test func `a daemon at rest is not woken`() throws {
        var place = try Pair.place()
        place.texts = [:]
        let containers = try found(place).places[0].coverage.first { $0.scope == "containers" }
        #expect(containers?.looked == false)
        #expect(containers?.missing.first?.why.contains("could start it") == true)
    }

    @Test func `where the command line is not installed the socket tells the same`() throws {
        let byProgram = try found(Pair.place())
        var place = try Pair.place()
        place.answerBySocket()
        let bySocket = try found(place)
        #expect(bySocket.services.map(\.id) == byProgram.services.map(\.id))
        #expect(bySocket.stores.map(\.id) == byProgram.stores.map(\.id))
        #expect(bySocket.stores.map(\.evidence) == byProgram.stores.map(\.evidence))
    }

    @Test func `containers that only another user can ask for are a gap`() throws {
        var place = try Pair.place()
        place.texts["/etc/passwd"] = "moto:x:1000:1000::/home/moto:/bin/sh\n"
        place.texts["/home/moto/.local/share/containers/storage/libpod/bolt_state.db"] = "x"
        let containers = try found(place).places[0].coverage.first { $0.scope == "containers" }
        #expect(containers?.looked == true)
        #expect(containers?.missing.map(\.privilege) == ["a login as moto"])
    }

    @Test func `processes that a place cannot tell are a gap, not none`() throws {
        var place = try Pair.place()
        place.seen = nil
        let coverage = try found(place).places[0].coverage
        for scope in ["processes", "sockets"] {
            #expect(coverage.first { $0.scope == scope }?.looked == false)
        }
    }

    @Test func `without being asked a scan looks at files alone`() throws {
        let found = try found(Pair.place(), running: false)
        #expect(found.services.map(\.kinds) == [["compose"], ["compose"]])
        #expect(found.places[0].coverage.first { $0.scope == "running" }?.looked == false)
    }
}
