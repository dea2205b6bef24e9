internal import Knowledge
internal import Vocabulary

/// How one store gets from its place to the target.
struct Carriage: Equatable {
    /// The way.
    enum Method: Equatable {
        /// Dumped and loaded by its engine's tools.
        case logical
        /// One SQLite file, through its backup interface.
        case sqlite
        /// A file tree, copied with its writers stopped.
        case tree
        /// Lies within a scanned root and goes with it.
        case withRoot
        /// Goes with the store that holds it.
        case withParent
        /// Lies in the writable layer of a container whose whole tree is unpacked.
        case withImage
        /// Not carried.
        case none(because: String)
    }

    let store: Store
    /// Services that see it, sorted by id.
    let holders: [Service]
    /// The one whose strategy decides.
    let owner: Service?
    /// Where the owner sees it.
    let at: String?
    let method: Method
    let slug: String
    /// Absolute path on the target.
    let targetPath: String

    /// Whether it has steps of its own.
    var isCarried: Bool {
        switch method {
        case .logical, .sqlite, .tree: true
        case .withRoot, .withParent, .withImage, .none: false
        }
    }
}

/// Decides how stores are carried.
struct CarriageChoice {
    let inventory: Inventory
    let services: [Service]
    let strategies: [String: Strategy]
    let playbooks: Playbooks
    let names: TargetNames
    let roots: [MovingRoot]
    /// Stores that stay with their host.
    let left: Set<String>

    /// One per store that a moving service holds or that lies on a place of one, sorted.
    func all() -> [Carriage] {
        let places = Set(services.map(\.place))
        var used: Set<String> = []
        return inventory.stores.sorted { $0.id < $1.id }.compactMap { store in
            let holders = services.filter {
                $0.stores.contains(store.id) || $0.mounts.contains { $0.store == store.id }
            }
            let place = places.first { store.id.hasPrefix($0 + "/store/") }
            guard !holders.isEmpty || place != nil, !left.contains(store.id) else { return nil }
            return carriage(store, holders, &used)
        }
    }

    private func carriage(
        _ store: Store, _ holders: [Service], _ used: inout Set<String>
    ) -> Carriage {
        let owner = owner(of: store, holders)
        let mount = owner?.mounts.first { $0.store == store.id }
        let method = method(store, owner, mount)
        var slug = TargetNames.clean("\(store.kind.rawValue)-\(store.name)")
        while !used.insert(slug).inserted { slug += "-x" }
        return Carriage(
            store: store, holders: holders, owner: owner, at: mount?.at, method: method,
            slug: slug, targetPath: targetPath(store, owner, slug))
    }

    /// The holder whose playbook speaks the store's engine; else one that writes it.
    private func owner(of store: Store, _ holders: [Service]) -> Service? {
        let speaks = holders.first { holder in
            guard let engine = store.engine else { return false }
            return playbook(of: holder)?.engine == engine
        }
        let writes = holders.first { holder in
            holder.mounts.contains { $0.store == store.id && !$0.isReadOnly }
        }
        return speaks ?? writes ?? holders.first
    }

    private func playbook(of service: Service) -> Playbook? {
        strategies[service.id]?.playbook.flatMap { playbooks[id: $0] }
    }

    private func method(
        _ store: Store, _ owner: Service?, _ mount: Service.Mount?
    ) -> Carriage.Method {
        if store.kind == .tmpfs {
            return .none(because: "it lies in memory and goes at every stop")
        }
        if mount?.role == "socket" || isHostsOwn(store) {
            return .none(because: "it belongs to the host, and the target has its own")
        }
        if store.itemClass == .convenience {
            return .none(because: "it can be rebuilt, by the recipe in its evidence")
        }
        if let parent = store.within, inventory.stores.contains(where: { $0.id == parent }) {
            return .withParent
        }
        if store.engine == "sqlite", store.kind == .database || store.kind == .file,
            store.path != nil
        {
            return .sqlite
        }
        if let owner, isLogical(store, owner) { return .logical }
        if let path = store.path, let owner,
            roots.contains(where: { root in
                root.place == owner.place && path.isWithin(root.path)
                    && root.items.contains {
                        MovingRoot.isCarried($0) && $0.absolutePath.isWithin(path)
                    }
            })
        {
            return .withRoot
        }
        guard store.kind != .layer else {
            if let owner, strategies[owner.id]?.strategy == "rootfs" { return .withImage }
            return .none(because: "it lies in a container's writable layer")
        }
        return .tree
    }

    private func isHostsOwn(_ store: Store) -> Bool {
        guard let path = store.path else { return false }
        let own = [
            "/proc", "/sys", "/dev", "/run", "/var/run", "/etc/localtime", "/etc/timezone",
            "/lib/modules", "/etc/hosts", "/etc/resolv.conf", "/etc/passwd", "/etc/group",
        ]
        return path == PathBytes("/") || own.contains { path.isWithin(PathBytes($0)) }
    }

    private func isLogical(_ store: Store, _ owner: Service) -> Bool {
        guard let playbook = playbook(of: owner), playbook.procedures.movesData,
            let strategy = strategies[owner.id]?.strategy, let engine = playbook.engine,
            engine != "sqlite"
        else { return false }
        let isData = playbook.stores.contains { keep in
            keep.engine == engine
                && (store.engine == engine
                    || owner.mounts.contains { $0.store == store.id && keep.at.contains($0.at) })
        }
        return isData && ["package", "upstream-apt"].contains(strategy)
    }

    private func targetPath(_ store: Store, _ owner: Service?, _ slug: String) -> String {
        if let path = store.path,
            store.kind == .bind || store.kind == .file || store.kind == .database
        {
            return path.text
        }
        let unit = owner.flatMap { names.units[$0.id] } ?? "bedplate"
        return "/var/lib/\(unit)/\(slug)"
    }
}
