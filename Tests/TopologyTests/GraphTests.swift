import Testing
import Topology
import Vocabulary

@Suite struct GraphTests {
    @Test func `a service starts after everything it needs`() {
        let order = Graph(
            Systems.inventory(
                ["app", "db", "proxy", "cache"],
                [
                    Systems.edge("proxy", "app"), Systems.edge("app", "db"),
                    Systems.edge("app", "cache", .network, .soft),
                ])
        ).order
        #expect(order.waves == [["cache", "db"], ["app"], ["proxy"]].map { $0.map(Systems.id) })
        #expect(order.stop.first == Systems.id("proxy"))
        #expect(order.cycles.isEmpty)
    }

    @Test func `a ring is cut at its weakest edge and told`() throws {
        let order = Graph(
            Systems.inventory(
                ["a", "b", "c"],
                [
                    Systems.edge("a", "b", .startOrder, condition: "healthy"),
                    Systems.edge("b", "c", .network),
                    Systems.edge("c", "a", .network, .soft),
                ])
        ).order
        let cycle = try #require(order.cycles.first)
        #expect(cycle.ring == ["a", "b", "c"].map(Systems.id))
        #expect(cycle.cuts.map(\.from) == [Systems.id("c")])
        #expect(order.start == ["c", "b", "a"].map(Systems.id))
    }

    @Test func `an edge that did no harm is taken back`() {
        let graph = Graph(
            Systems.inventory(
                ["a", "b", "c"],
                [
                    Systems.edge("a", "b", .network, .soft), Systems.edge("b", "c"),
                    Systems.edge("c", "a", .schedule), Systems.edge("c", "b", .startOrder),
                ]))
        let cuts = graph.order.cycles.flatMap(\.cuts)
        let kept = graph.edges.filter { !cuts.contains($0) }
        let place = Dictionary(
            uniqueKeysWithValues: graph.order.start.enumerated().map { ($1, $0) })
        #expect(kept.allSatisfy { place[$0.to] ?? 9 < place[$0.from] ?? 0 })
        for cut in cuts { #expect(place[cut.to] ?? 0 > place[cut.from] ?? 9, "\(cut.from)") }
    }

    @Test(arguments: 0..<300)
    func `any order respects every edge that was not cut, whatever the input's order`(seed: Int) {
        var numbers = Numbers(seed: UInt64(seed))
        let inventory = Systems.random(&numbers)
        let graph = Graph(inventory)
        let order = graph.order
        let cuts = order.cycles.flatMap(\.cuts)
        let place = Dictionary(uniqueKeysWithValues: order.start.enumerated().map { ($1, $0) })
        #expect(Set(order.start) == Set(inventory.services.map(\.id)))
        for edge in graph.edges where !cuts.contains(edge) {
            #expect((place[edge.to] ?? 0) < (place[edge.from] ?? 0), "\(edge.from) \(edge.to)")
        }
        for cut in cuts { #expect((place[cut.to] ?? 0) > (place[cut.from] ?? 0)) }
        var shuffled = inventory
        shuffled.services.shuffle(using: &numbers)
        shuffled.dependencies.shuffle(using: &numbers)
        #expect(Graph(shuffled) == graph)
        #expect(Graph(shuffled).order == order)
    }

    @Test func `a long chain does not exhaust the stack`() {
        let names = (0..<20_000).map { "s" + String($0 + 100_000) }
        let edges = zip(names, names.dropFirst()).map { Systems.edge($0, $1) }
        let order = Graph(Systems.inventory(names, edges)).order
        #expect(order.waves.count == 20_000)
        #expect(order.start.first == Systems.id("s119999"))
    }

    @Test func `hard needs go down, soft ones are degraded`() throws {
        let graph = Graph(
            Systems.inventory(
                ["db", "app", "proxy", "report"],
                [
                    Systems.edge("app", "db"), Systems.edge("proxy", "app"),
                    Systems.edge("report", "app", .network, .soft),
                ]))
        let impact = try #require(graph.impact(of: Systems.id("db")))
        #expect(impact.effects.map(\.id) == ["app", "proxy", "report"].map(Systems.id))
        #expect(impact.effects.map(\.severity) == [.down, .down, .degraded])
        #expect(impact.effects.map(\.distance) == [1, 2, 2])
        #expect(graph.impact(of: "local/service/lab/nothing") == nil)
    }

    @Test(arguments: 0..<200)
    func `impact is exactly what reaches the thing along its needs`(seed: Int) throws {
        var numbers = Numbers(seed: UInt64(seed))
        let graph = Graph(Systems.random(&numbers))
        for node in graph.nodes {
            var reaching: Set<String> = []
            var left = [node.id]
            while let next = left.popLast() {
                for edge in graph.edges where edge.to == next && edge.from != node.id {
                    if reaching.insert(edge.from).inserted { left.append(edge.from) }
                }
            }
            let impact = try #require(graph.impact(of: node.id))
            #expect(Set(impact.effects.map(\.id)) == reaching)
        }
    }

    @Test func `a store is no single point beside its only owner`() {
        var inventory = Systems.inventory(
            ["db", "app", "web"], [Systems.edge("app", "db"), Systems.edge("web", "db")])
        let store = Store(place: "local", kind: .volume, name: "data", itemClass: .state)
        inventory.stores = [store]
        inventory.services = inventory.services.map { service in
            service.name == "db" ? Systems.service("db", stores: [store.id]) : service
        }
        let graph = Graph(inventory)
        #expect(graph.singlePoints.map(\.id) == [Systems.id("db")])
        #expect(graph.owners[store.id] == [Systems.id("db")])
        #expect(graph.impact(of: store.id)?.down.count == 3)
    }

    @Test func `a person may use a name, a shortened id or the whole id`() {
        let graph = Graph(Systems.inventory(["db", "app"], []))
        #expect(graph.ids(called: "db") == [Systems.id("db")])
        #expect(graph.ids(called: "lab/db") == [Systems.id("db")])
        #expect(graph.ids(called: Systems.id("db")) == [Systems.id("db")])
        #expect(graph.ids(called: "nothing").isEmpty)
    }
}
