import Places
import Survey
import Testing
import Vocabulary

/// Edges and ports that files declare, held against sockets.
@Suite struct UnseenTests {
    private static let declared = Pair.compose.replacing(
        "depends_on: [store]", with: "environment: {STORE_URL: \"redis://store:7000\"}")

    private func found(
        _ compose: String = declared, _ change: (inout ProcessFiles) -> Void
    ) throws -> Inventory {
        var place = try Pair.place(compose: compose)
        defer { place.remove() }
        var files = Pair.processes()
        change(&files)
        place.seen = files
        var scan = Scan(roots: [place.folder])
        scan.looksAtRunning = true
        return try scan.run(on: place) { _ in nil }.rest
    }

    /// The application holds a socket, and no connection stands.
    private func disconnect(_ files: inout ProcessFiles) {
        files.networks[1] = ProcessFiles.Network(namespace: "net:[3]", tables: [:])
    }

    private func edge(_ inventory: Inventory) throws -> [String] {
        let edge = inventory.dependencies.first {
            $0.kind == .network && $0.to.hasSuffix("stack/store")
        }
        return try #require(edge).evidence.map(\.rule)
    }

    @Test func `an edge that a file declares and a connection shows is nothing to ask`() throws {
        let rules = try edge(found { _ in })
        #expect(rules == ["env.url", "socket.connected"])
    }

    @Test func `an edge whose two ends run without a connection says so`() throws {
        #expect(try edge(found(Self.declared, disconnect)) == ["env.url", "socket.quiet"])
    }

    @Test func `a port that a file names and nobody listens on says so, a published one too`()
        throws
    {
        let wrong = Self.declared.replacing("store:7000", with: "store:7999")
        let inventory = try found(wrong, disconnect)
        #expect(try edge(inventory) == ["env.url", "socket.unheard"])
        let app = inventory.services.first { $0.name == "app" }
        #expect(app?.evidence.contains { $0.rule == "socket.unheard" } == true)
        let store = inventory.services.first { $0.name == "store" }
        #expect(store?.evidence.contains { $0.rule == "socket.unheard" } == false)
    }

    @Test func `where open files or namespaces are hidden nothing is claimed`() throws {
        let hidden = try found { files in
            disconnect(&files)
            files.processes[0].open = nil
        }
        #expect(try edge(hidden) == ["env.url"])
        let unseen = try found { files in
            disconnect(&files)
            files.processes[0].network = nil
        }
        #expect(try edge(unseen) == ["env.url"])
    }

    @Test func `a service that is not there is not expected to be connected`() throws {
        let alone = try found { files in
            disconnect(&files)
            files.processes.removeLast()
        }
        #expect(try edge(alone) == ["env.url"])
    }

    @Test func `an address of the place itself is whoever's was seen to listen there, or nobody's`()
        throws
    {
        let onHost = Pair.compose.replacing(
            "depends_on: [store]",
            with: "network_mode: host\n    environment: {ASK_URL: \"http://127.0.0.1:7001\"}")
        let joined = try found(onHost) { files in
            files.processes.append(
                Pair.process(30, "ears", group: "/", network: "net:[1]", socket: 700))
            files.networks.append(
                ProcessFiles.Network(
                    namespace: "net:[1]",
                    tables: ["tcp": Pair.table("0100007F:1B59 00000000:0000 0A", inode: 700)]))
        }
        let edge = try #require(joined.dependencies.first { $0.to.hasSuffix("process/ears") })
        #expect(
            edge.from.hasSuffix("stack/app")
                && edge.evidence.map(\.rule) == ["env.url", "socket.quiet"])
        let alone = try found(onHost) { _ in }
        let app = alone.services.first { $0.name == "app" }
        let says = app?.evidence.first { $0.rule == "socket.nobody" }?.says
        #expect(says == "ASK_URL names 127.0.0.1:7001, and nothing listens there")
    }

    @Test func `an earlier look's connection is remembered, else the first day without one`() throws
    {
        let day: Int64 = 86_400_000_000_000
        let quiet = try found(Self.declared, disconnect).dependencies
        let connected = try found { _ in }.dependencies
        func words(_ edges: [Dependency]) -> [String] {
            edges.flatMap(\.evidence).filter { $0.rule.hasPrefix("socket.") }.map(\.says)
        }
        let first = SeenConnections.recall(quiet, from: [], now: 0)
        #expect(
            words(first) == [
                "both run, and no connection between them stood at any look since 1970-01-01"
            ])
        let second = SeenConnections.recall(quiet, from: first, now: 3 * day)
        #expect(words(second) == words(first))
        #expect(SeenConnections.recall(second, from: first, now: 4 * day) == second)
        let after = SeenConnections.recall(quiet, from: connected, now: day)
        #expect(words(after) == ["a connection stood at an earlier look"])
        #expect(words(SeenConnections.recall(quiet, from: after, now: 2 * day)) == words(after))
    }
}
