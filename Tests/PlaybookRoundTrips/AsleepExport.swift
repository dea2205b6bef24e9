import Testing
import Vocabulary

@testable import Planning

/// The export of a store whose files are their portable form.
@Suite struct `An export that is taken asleep` {
    func script(kinds: [String], image: String?) throws -> String {
        var inventory = Inventory()
        inventory.places = [Place(id: "local", reach: "local", facts: ["os": "debian"])]
        var broker = Service(place: "local", group: "system", name: "mosquitto", kinds: kinds)
        broker.image = image
        var store = Store(place: "local", kind: .volume, name: "mq", itemClass: .state)
        store.engine = "mosquitto"
        broker.mounts = [.init(store: store.id, at: "/mosquitto/data")]
        broker.stores = [store.id]
        inventory.services = [broker]
        inventory.stores = [store]
        let plan = Planner.plan(inventory, to: .profileDebian12(place: "ssh:elsewhere"))
        let file = try #require(
            PlanFolder.files(plan).first { $0.path.hasSuffix("export-dump-volume-mq.sh") })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    @Test func `lets a container wait instead of serve, reads it, and ends it`() throws {
        let text = try script(kinds: ["compose"], image: "eclipse-mosquitto:2.0")
        #expect(text.contains("--network none --volumes-from \"$c\""))
        #expect(text.contains("--entrypoint sleep \"$image\""))
        #expect(text.contains("cat mosquitto.db > "))
        #expect(text.contains("docker kill \"$a\""))
        #expect(!text.contains("ready()"))
    }

    @Test func `wakes nothing on a host`() throws {
        let text = try script(kinds: ["unit"], image: nil)
        #expect(text.contains("runuser --user mosquitto -- sh -c 'cd /var/lib/mosquitto;"))
        #expect(!text.contains("docker") && !text.contains("ready()"))
    }
}
