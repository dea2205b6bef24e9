import Formats
import Knowledge
import Vocabulary

/// The stores of a container: what it mounts, and what it wrote outside its mounts.
struct ContainerStores {
    private let container: EngineContainer
    private let engine: RunningView.EngineView
    private let service: String
    private let playbook: Playbook?

    init(
        _ container: EngineContainer, _ engine: RunningView.EngineView, service: String,
        playbooks: Playbooks
    ) {
        self.container = container
        self.engine = engine
        self.service = service
        playbook = playbooks.playbook(forImage: container.image)
    }

    /// Adds stores, mounts and data dependencies to the service.
    func add(to system: inout RunningSystem) {
        for mount in container.mounts { add(mount, to: &system) }
        for path in container.memory { addMemory(path, to: &system) }
        addLayer(to: &system)
        let held = system.services[service]?.stores.compactMap { system.stores[$0] } ?? []
        if system.services[service]?.holdsState == nil {
            system.services[service]?.holdsState = held.contains { $0.itemClass >= .state }
        }
    }

    private func observed(_ rule: String, _ says: String) -> Evidence {
        Evidence(.observed, rule: rule, says: says, at: engine.name)
    }

    /// `moto_postgres`, or the container's own name: never an id, which is another after each start.
    private func ownName(_ system: RunningSystem) -> String {
        let group = Identifiers.group(of: service) ?? ""
        let name = system.services[service]?.name ?? container.name
        return container.composeService == nil ? name : "\(group)_\(name)"
    }

    private func add(_ mount: EngineContainer.Mount, to system: inout RunningSystem) {
        guard mount.type != "tmpfs" else { return addMemory(mount.destination, to: &system) }
        let isAnonymous = mount.name.map(EngineVolume.isMadeUp) ?? false
        let kind: Store.Kind = mount.type == "bind" ? .bind : isAnonymous ? .anonymous : .volume
        let name =
            isAnonymous
            ? "\(ownName(system)):\(mount.destination)" : mount.name ?? mount.source
        let keep = keep(at: mount.destination)
        let isSocket = mount.source.hasSuffix(".sock")
        var store = Store(
            place: system.place, kind: kind, name: name, itemClass: itemClass(of: mount, keep))
        store.path = mount.source.isEmpty ? nil : PathBytes(mount.source)
        if isAnonymous { store.path = nil }
        store.engine = keep?.engine
        store.evidence = [observed("engine.mount", "mounted at \(mount.destination)")]
        let role = isSocket ? "socket" : keep?.role ?? "data"
        hold(
            store,
            .init(
                store: store.id, at: mount.destination, isReadOnly: mount.isReadOnly, role: role),
            in: &system)
    }

    private func itemClass(of mount: EngineContainer.Mount, _ keep: Playbook.Keep?) -> ItemClass {
        if mount.source.hasSuffix(".sock") { return .convenience }
        if let name = mount.name, EngineVolume.isMadeUp(name), engine.empty.contains(name) {
            return .convenience
        }
        if let keep { return keep.itemClass }
        if mount.isReadOnly { return mount.type == "bind" ? .config : .unknown }
        return .state
    }

    private func keep(at target: String) -> Playbook.Keep? {
        let path = PathBytes(target)
        return playbook?.stores.first { keep in
            keep.at.contains { path.isWithin(PathBytes($0)) || PathBytes($0).isWithin(path) }
        }
    }

    private func addMemory(_ path: String, to system: inout RunningSystem) {
        var store = Store(
            place: system.place, kind: .tmpfs, name: "\(ownName(system)):\(path)",
            itemClass: .convenience)
        store.evidence = [observed("engine.tmpfs", "memory at \(path)")]
        hold(store, .init(store: store.id, at: path, role: "temporary"), in: &system)
    }

    // MARK: the writable layer

    private func addLayer(to system: inout RunningSystem) {
        let mounts = container.mounts.map(\.destination) + container.memory
        let kept = EngineChange.kept(engine.changes[container.id] ?? [], mounts: mounts)
        let written = kept.map { (change: $0, itemClass: LayerNames.itemClass(of: $0)) }
            .filter { $0.itemClass != .convenience }
        guard let worst = written.map(\.itemClass).max() else { return }
        var store = Store(
            place: system.place, kind: .layer, name: ownName(system), itemClass: worst)
        let shown = written.sorted {
            ($1.itemClass, $0.change.path) < ($0.itemClass, $1.change.path)
        }
        store.evidence = shown.prefix(Self.most).map { change, itemClass in
            observed("engine.diff", "\(change.verb) \(change.path), \(itemClass.rawValue)")
        }
        if shown.count > Self.most {
            store.evidence.append(
                observed("engine.diff", "and \(shown.count - Self.most) paths more"))
        }
        store.evidence.sort()
        let at = Self.folder(of: shown.filter { $0.itemClass == worst }.map(\.change.path))
        let known = system.stores[store.id]?.itemClass ?? worst
        system.stores[store.id]?.itemClass = max(known, worst)
        hold(store, .init(store: store.id, at: at), in: &system)
    }

    private static let most = 12

    /// The folder that holds all of the paths.
    private static func folder(of paths: [String]) -> String {
        guard var common = paths.first.map({ PathBytes($0).folder }) else { return "/" }
        while !paths.allSatisfy({ PathBytes($0).isWithin(common) }) { common = common.folder }
        return common.isEmpty ? "/" : common.text
    }

    private func hold(_ store: Store, _ mount: Service.Mount, in system: inout RunningSystem) {
        let declared = system.services[service]?.mounts.first { $0.at == mount.at }
        system.observe(store)
        if let declared, declared.store != store.id {
            settle(declared, seen: store, in: &system)
        }
        guard var owner = system.services[service] else { return }
        let isKnown = owner.mounts.contains {
            $0.at == mount.at || $0.store == store.id && store.kind == .layer
        }
        if !isKnown { owner.mounts.append(mount) }
        owner.mounts.sort { ($0.at, $0.store) < ($1.at, $1.store) }
        owner.stores = Set(owner.stores + [store.id]).sorted()
        system.services[service] = owner
        let known = system.dependencies.first { $0.from == service && $0.to == store.id }
        let isSocket = mount.role == "socket"
        system.dependencies.append(
            Dependency(
                from: service, to: store.id, kind: known?.kind ?? (isSocket ? .network : .data),
                evidence: store.evidence.filter { $0.basis == .observed }))
    }

    /// A file and the engine name what is mounted at one path differently. Where the file could not
    /// know the name (the project was called otherwise, a variable is set nowhere), it is one store
    /// and the engine's name holds; otherwise the container was made from something else.
    private func settle(
        _ declared: Service.Mount, seen: Store, in system: inout RunningSystem
    ) {
        guard let told = system.stores[declared.store] else { return }
        if isSameUnderAnotherName(told, seen) {
            system.rename(told.id, to: seen.id)
        } else {
            system.observe(
                service, rule: "engine.drift",
                says: "its file puts \(told.kind.rawValue) \(told.name) at \(declared.at), the"
                    + " container has \(seen.kind.rawValue) \(seen.name)", at: engine.name)
        }
    }

    private func isSameUnderAnotherName(_ told: Store, _ seen: Store) -> Bool {
        if told.kind == .bind, seen.kind == .bind { return told.path == nil }
        let isOfImage = told.evidence.allSatisfy { $0.basis != .declared }
        if isOfImage { return [.anonymous, .layer].contains(told.kind) }
        guard told.kind == .volume, seen.kind == .volume, let project = container.composeProject
        else { return told.kind == .anonymous && seen.kind == .anonymous }
        let group = Identifiers.group(of: service) ?? ""
        return told.name.hasPrefix(group + "_")
            && seen.name == project + "_" + told.name.dropFirst(group.count + 1)
    }
}

extension EngineChange {
    /// What was done, in a word.
    var verb: String {
        switch kind {
        case .added: "wrote"
        case .changed: "changed"
        case .deleted: "deleted"
        }
    }
}

/// What a path of a container's writable layer is, by its name alone.
enum LayerNames {
    /// What the engine puts there itself, and what every run makes anew.
    private static let fleeting = [
        "/tmp", "/run", "/var/run", "/var/tmp", "/var/cache", "/var/log", "/dev", "/proc", "/sys",
        "/root/.cache", "/root/.npm", "/var/lib/apt", "/var/lib/dpkg", "/etc/mtab",
        "/etc/resolv.conf", "/etc/hosts", "/etc/hostname", "/.dockerenv", "/etc/ld.so.cache",
    ]
    private static let made = [".cache", "__pycache__", "node_modules", ".npm", ".pnpm-store"]
    private static let ends = [".pid", ".sock", ".lock", ".pyc", ".tmp", ".log", ".swp"]

    static func itemClass(of change: EngineChange) -> ItemClass {
        let path = PathBytes(change.path)
        let segments = change.path.split(separator: "/").map(String.init)
        if fleeting.contains(where: { path.isWithin(PathBytes($0)) })
            || segments.contains(where: made.contains)
            || ends.contains(where: { change.path.hasSuffix($0) })
        {
            return .convenience
        }
        let programs = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", "/opt"]
        return programs.contains { path.isWithin(PathBytes($0)) } ? .config : .state
    }
}
