import Knowledge
import Policies
import Topology
import Vocabulary

/// What rules look at: an inventory, its graph, what people wrote, what the field knows, and the
/// indexes that keep a rule short.
struct SystemFacts: Sendable {
    let inventory: Inventory
    let graph: Graph
    let policy: Policy
    let catalogue: Catalogue
    /// Services that run on a place and are no variants.
    let services: [Service]
    private let storesByID: [String: Store]
    private let index: ItemIndex
    private let marks: [ItemMarks]
    private let down: [String: Int]

    init(_ inventory: Inventory, policy: Policy, catalogue: Catalogue) {
        self.inventory = inventory
        self.policy = policy
        self.catalogue = catalogue
        let graph = Graph(inventory)
        self.graph = graph
        services = inventory.services.filter { !$0.isExternal && !$0.isVariant }
        storesByID = Dictionary(
            inventory.stores.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        index = ItemIndex(inventory.items)
        marks = ItemMarks.all(of: inventory.items, catalogue)
        down = Dictionary(
            uniqueKeysWithValues: graph.nodes.map { node in
                (node.id, graph.impact(of: node.id)?.needing.count ?? 0)
            })
    }

    func store(_ id: String) -> Store? { storesByID[id] }

    func item(_ id: String) -> Item? { index.position(of: id).map { inventory.items[$0] } }

    /// The items that carry any of these marks, in the order of the inventory.
    func items(_ wanted: ItemMarks) -> [Item] {
        marks.indices.compactMap { at in
            marks[at].isDisjoint(with: wanted) ? nil : inventory.items[at]
        }
    }

    /// Where the items stand that carry any of these marks.
    func places(of wanted: ItemMarks) -> [Int] {
        marks.indices.filter { !marks[$0].isDisjoint(with: wanted) }
    }

    /// The stores a service holds.
    func stores(of service: Service) -> [Store] { service.stores.compactMap(store) }

    /// How many things are down without it; those that only run or restart it are not.
    func takesDown(_ id: String) -> Int { down[id] ?? 0 }

    /// What the field knows of a service: by image, else by unit, else by program.
    func playbook(of service: Service) -> Playbook? {
        let playbooks = catalogue.playbooks
        if let image = service.image { return playbooks.playbook(forImage: image) }
        let program = (service.entrypoint + service.command).first ?? ""
        return playbooks.playbook(forUnit: service.name) ?? playbooks.playbook(forProgram: program)
    }

    /// What people wrote about a service.
    func entry(_ service: Service) -> Policy.ServiceEntry? {
        policy.entry(for: service, among: inventory.services)
    }

    /// Whether a person gave the class of an item or of a tree that is told as one.
    func answersClass(of subject: String) -> Bool {
        if policy.classes.isEmpty { return false }
        if let item = item(subject) { return policy.classEntry(for: item) != nil }
        return inventory.rollups.contains { tree in
            let item = Item(
                place: tree.place, root: tree.root, path: tree.path, type: .folder,
                verdict: Verdict(tree.itemClass))
            return item.id == subject && policy.classEntry(for: item) != nil
        }
    }

    /// What hangs on a subject: the class of what it is, and what is down without it.
    func weight(of subject: String) -> Int {
        let itemClass =
            item(subject)?.verdict.itemClass ?? store(subject)?.itemClass
            ?? (graph.node(subject) == nil ? .unknown : .config)
        return takesDown(subject) * 10 + itemClass.weight
    }
}

extension Service {
    /// Whether it runs at a time and not all the time.
    var isSchedule: Bool {
        schedule != nil
            || kinds.contains { ["cron", "timer", "agent-schedule", "at"].contains($0) }
    }

    /// Whether an agent starts it for itself when it needs a tool.
    var isToolServer: Bool { kinds.contains("mcp") }

    /// Whether it runs in a container.
    var isContainer: Bool { kinds.contains("compose") || kinds.contains("container") }

    /// Whether a document tells of it.
    var isDocumented: Bool { evidence.contains { $0.rule == "document.names" } }

    /// Evidence that names the file and line it is defined at, else all there is.
    var origin: [Evidence] {
        let declared = evidence.filter { $0.basis == .declared && $0.rule != "document.names" }
        return declared.isEmpty ? evidence : declared
    }

    /// Where the policy says something about it.
    func answer(_ key: String, _ value: String) -> Hole.Answer {
        Hole.Answer(
            key: ["services", id, key],
            line: "services: {\(YAMLText.scalar(id)): {\(key): \(value)}}")
    }
}

extension Verdict {
    /// Whether a piece of evidence of that rule speaks.
    func speaks(_ rule: String) -> Bool { evidence.contains { $0.rule == rule } }
}
