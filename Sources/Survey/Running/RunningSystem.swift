import Formats
import Knowledge
import Services
import Vocabulary

/// What files declare and what was seen to run, on their way to being one.
///
/// Each collector's findings are joined by a part of its own, in the order in which the contract
/// takes ids: compose, unit, schedule, container, process.
struct RunningSystem {
    let place: String
    let playbooks: Playbooks
    let view: RunningView
    let users: UserNames
    /// Services by id.
    var services: [String: Service]
    /// Stores by id.
    var stores: [String: Store]
    /// Everything that needs something; edges of one kind between two are joined at the end.
    var dependencies: [Dependency]
    /// Real ids of stores that files name otherwise.
    var renamed: [String: String] = [:]
    /// Ids of services by the id of their container.
    var ofContainer: [String: String] = [:]
    /// Ids of services by group and name of their unit, `system/cron.service`.
    var ofUnit: [String: String] = [:]
    /// Ids of services by process.
    var ofProcess: [Int: String] = [:]

    init(
        _ discovered: Discovered, view: RunningView, place: String, playbooks: Playbooks,
        users: UserNames
    ) {
        self.place = place
        self.playbooks = playbooks
        self.view = view
        self.users = users
        services = Dictionary(
            discovered.services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        stores = Dictionary(
            discovered.stores.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        dependencies = discovered.dependencies
    }

    /// The discovery with everything that was observed in it.
    func joined(into discovered: Discovered) -> Discovered {
        var out = discovered
        out.services = services.values.sorted { $0.id < $1.id }
        out.stores = stores.values.sorted { $0.id < $1.id }
        out.dependencies = Edges.joined(dependencies)
        out.keystones = discovered.keystones.map { keystone in
            Discovered.Keystone(
                file: keystone.file, store: renamed[keystone.store] ?? keystone.store,
                variable: keystone.variable)
        }
        return out
    }

    /// Adds what was observed of a service.
    mutating func observe(_ id: String, rule: String, says: String, at: String? = nil) {
        guard services[id] != nil else { return }
        let evidence = Evidence(.observed, rule: rule, says: says, at: at)
        let known = services[id]?.evidence ?? []
        services[id]?.evidence = Set(known + [evidence]).sorted()
    }

    /// Adds a store, or what was observed of one that is known.
    mutating func observe(_ store: Store) {
        guard var known = stores[store.id] else {
            stores[store.id] = store
            return
        }
        known.path = known.path ?? store.path
        known.engine = known.engine ?? store.engine
        known.evidence = Set(known.evidence + store.evidence).sorted()
        stores[store.id] = known
    }

    /// Gives what is known of one store to another, which is the same under its real name.
    mutating func rename(_ old: String, to new: String) {
        guard let told = stores.removeValue(forKey: old), var store = stores[new] else { return }
        store.itemClass = max(store.itemClass, told.itemClass)
        store.engine = store.engine ?? told.engine
        store.version = store.version ?? told.version
        store.evidence = Set(store.evidence + told.evidence).sorted()
        stores[new] = store
        for id in services.keys {
            guard services[id]?.stores.contains(old) == true else { continue }
            services[id]?.stores.removeAll { $0 == old }
            services[id]?.stores.append(new)
            services[id]?.stores.sort()
            for index in services[id]?.mounts.indices ?? 0..<0
            where services[id]?.mounts[index].store == old {
                services[id]?.mounts[index].store = new
            }
        }
        for index in dependencies.indices where dependencies[index].to == old {
            dependencies[index].to = new
        }
        renamed[old] = new
    }

    /// Adds ports that a service was seen to listen on; those known are left as they are.
    mutating func addPorts(_ ports: [Service.Port], to id: String) {
        guard let service = services[id] else { return }
        let new = ports.filter { port in
            !service.ports.contains {
                $0.container == port.container && $0.protocolName == port.protocolName
            }
        }
        services[id]?.ports = Set(service.ports + new).sorted {
            ($0.container, $0.protocolName, $0.host ?? 0, $0.address ?? "")
                < ($1.container, $1.protocolName, $1.host ?? 0, $1.address ?? "")
        }
    }
}
