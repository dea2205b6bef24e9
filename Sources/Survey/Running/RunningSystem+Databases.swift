import Formats
import Vocabulary

extension RunningSystem {
    /// Tells databases that a service has open as stores of that service.
    mutating func joinDatabases() {
        guard let processes = view.processes else { return }
        var open: [String: Set<PathBytes>] = [:]
        for (path, holders) in processes.open {
            for id in Set(holders.compactMap { ofProcess[$0] }) {
                open[id, default: []].insert(path)
            }
        }
        for (id, paths) in open.sorted(by: { $0.key < $1.key }) {
            for found in OpenDatabases.find(among: paths) { add(found, of: id) }
        }
    }

    private mutating func add(_ found: OpenDatabases.Found, of id: String) {
        guard let service = services[id] else { return }
        let isInside = service.kinds.contains("container")
        guard var store = isInside ? inside(found, of: service) : outside(found) else { return }
        store.engine = store.engine ?? found.engine
        store.evidence = [
            Evidence(
                .observed, rule: "process.open",
                says: "\(service.name) has \(found.path.text) open", at: "proc")
        ]
        observe(store)
        services[id]?.stores = Set(service.stores + [store.id]).sorted()
        services[id]?.holdsState = true
        dependencies.append(
            Dependency(from: id, to: store.id, kind: .data, evidence: store.evidence))
    }

    private func outside(_ found: OpenDatabases.Found) -> Store? {
        var store = Store(place: place, kind: .file, name: found.path.text, itemClass: .state)
        store.path = found.path
        return store
    }

    /// A path as a container sees it lies in one of its mounts; what lies in none is told as its
    /// layer already.
    private func inside(_ found: OpenDatabases.Found, of service: Service) -> Store? {
        let covering = service.mounts.filter { found.path.isWithin(PathBytes($0.at)) }
            .max { $0.at.utf8.count < $1.at.utf8.count }
        guard let mount = covering, let holder = stores[mount.store] else { return nil }
        let below = found.path.below(PathBytes(mount.at))
        if holder.kind == .bind, let path = holder.path {
            return outside(.init(path: below.map(path.appending) ?? path, engine: found.engine))
        }
        // The mount itself is the engine's folder: nothing to tell but its engine.
        guard let below else {
            var same = holder
            same.engine = found.engine
            return same
        }
        var store = Store(
            place: place, kind: .database, name: "\(holder.name)/\(below.text)", itemClass: .state)
        store.within = holder.id
        return store
    }
}
