internal import Formats
internal import Knowledge
internal import Vocabulary

/// The stores of a compose service: what it mounts, and what its image keeps without a mount.
struct ComposeStores {
    let context: ComposeContext
    let compose: ComposeService
    let playbook: Playbook?

    init(_ context: ComposeContext, _ compose: ComposeService, _ playbook: Playbook?) {
        self.context = context
        self.compose = compose
        self.playbook = playbook
    }

    /// Adds stores, mounts, data dependencies, mentions and whether the service holds state.
    func fill(_ draft: inout ServiceDraft) {
        let mounts = compose.mounts + inheritedMounts()
        for mount in mounts { add(mount, to: &draft) }
        addUnmounted(mounts, to: &draft)
        addToldByVariable(mounts, to: &draft)
        addReferences(compose.secrets, context.project.secrets, .secret, to: &draft)
        addReferences(compose.configs, context.project.configs, .config, to: &draft)
        draft.service.stores = Set(draft.service.stores).sorted()
        draft.service.mounts.sort { ($0.at, $0.store) < ($1.at, $1.store) }
    }

    /// Mounts of the services named in `volumes_from`.
    private func inheritedMounts() -> [ComposeMount] {
        compose.volumesFrom.flatMap { line -> [ComposeMount] in
            let name = line.value.split(separator: ":").first.map(String.init) ?? ""
            return context.project.service(name)?.mounts.filter { $0.type != "tmpfs" } ?? []
        }
    }

    private func add(_ mount: ComposeMount, to draft: inout ServiceDraft) {
        let meaning = ComposeMountMeaning(mount, of: self)
        var store = store(of: mount, class: meaning.itemClass)
        if meaning.role == "data" {
            store.engine = meaning.engine
            store.version = meaning.engine == nil ? nil : version
        }
        store.evidence = evidence(of: mount, meaning)
        draft.stores.append(store)
        draft.service.stores.append(store.id)
        draft.service.mounts.append(
            Service.Mount(
                store: store.id, at: mount.target, isReadOnly: mount.isReadOnly,
                role: meaning.role))
        draft.dependencies.append(
            needs(
                store.id, meaning.dependency,
                context.declared("volumes", "mounts it at \(mount.target)", mount.origin)))
        addPath(mount, meaning, to: &draft)
    }

    private func evidence(of mount: ComposeMount, _ meaning: ComposeMountMeaning) -> [Evidence] {
        var found = [
            context.declared("volumes", "mounted at \(mount.target)", mount.origin),
            meaning.evidence,
        ]
        if !mount.missing.isEmpty {
            let names = mount.missing.joined(separator: ", ")
            found.append(
                context.declared(
                    "volumes", "its path depends on \(names), set nowhere", mount.origin))
        }
        return found.sorted()
    }

    private func addPath(
        _ mount: ComposeMount, _ meaning: ComposeMountMeaning, to draft: inout ServiceDraft
    ) {
        guard mount.type == "bind", let source = mount.source else { return }
        let path = PathBytes(source)
        draft.mountedAt.append((source: path, at: mount.target))
        if meaning.role == "config", context.documents.type(of: path) == .file {
            draft.configuration.append(path)
        }
        guard let role = meaning.mention else { return }
        draft.mentions.append(
            Mention(
                path: path, role: role, service: context.id(compose.name),
                evidence: context.declared(
                    "volumes", "seen by it at \(mount.target)", mount.origin)))
    }

    private func store(of mount: ComposeMount, class itemClass: ItemClass) -> Store {
        let own = "\(context.group)_\(compose.name):\(mount.target)"
        switch (mount.type, mount.source) {
        case ("bind", let source?):
            var store = made(.bind, source, itemClass)
            store.path = PathBytes(source)
            return store
        case ("bind", nil):
            let names = mount.missing.map { "${\($0)}" }.joined()
            return made(.bind, names.isEmpty ? own : names, itemClass)
        case ("tmpfs", _): return made(.tmpfs, own, itemClass)
        case (_, let source?):
            let resource = context.project.volumes.first { $0.key == source }
            var store = made(.volume, resource?.name ?? source, itemClass)
            store.path = resource?.path
            return store
        case (_, nil): return made(.anonymous, own, itemClass)
        }
    }

    private func made(_ kind: Store.Kind, _ name: String, _ itemClass: ItemClass) -> Store {
        Store(place: context.place, kind: kind, name: name, itemClass: itemClass)
    }

    /// What the image keeps where nothing is mounted: anonymous volumes, and the writable layer.
    private func addUnmounted(_ mounts: [ComposeMount], to draft: inout ServiceDraft) {
        guard let playbook else { return }
        let targets = mounts.map { PathBytes($0.target) }
        func isMounted(_ path: String) -> Bool {
            targets.contains { PathBytes(path).isWithin($0) || $0.isWithin(PathBytes(path)) }
        }
        for path in playbook.volumes where !isMounted(path) {
            let keep = playbook.stores.first { $0.at.contains(path) }
            let name = "\(context.group)_\(compose.name):\(path)"
            addInferred(
                made(.anonymous, name, keep?.itemClass ?? .unknown), keep, at: path,
                says: "the image declares a volume at \(path) and nothing is mounted there",
                to: &draft)
        }
        guard playbook.holdsState != false else { return }
        let layered = playbook.stores.filter { keep in
            keep.role == "data" && keep.itemClass == .state
                && !keep.at.contains { isMounted($0) || isWithin($0, playbook.volumes) }
        }
        guard let keep = layered.first, let path = keep.at.first else { return }
        addInferred(
            made(.layer, "\(context.group)_\(compose.name)", keep.itemClass), keep, at: path,
            says: "the image keeps data at \(path) and nothing is mounted there", to: &draft)
    }

    private func isWithin(_ path: String, _ volumes: [String]) -> Bool {
        volumes.contains {
            PathBytes(path).isWithin(PathBytes($0)) || PathBytes($0).isWithin(PathBytes(path))
        }
    }

    private func addInferred(
        _ store: Store, _ keep: Playbook.Keep?, at path: String, says: String,
        to draft: inout ServiceDraft
    ) {
        var store = store
        store.engine = keep?.engine
        store.version = keep?.engine == nil ? nil : version
        let rule = "playbook." + (playbook?.id ?? "")
        let evidence = Evidence(
            .inferred, rule: rule, says: says, at: context.locator(compose.origin))
        store.evidence = [evidence]
        draft.stores.append(store)
        draft.service.stores.append(store.id)
        draft.service.mounts.append(
            Service.Mount(store: store.id, at: path, role: keep?.role ?? "data"))
        draft.dependencies.append(needs(store.id, .data, evidence))
    }

    /// Files of secrets and configs as stores of kind file.
    private func addReferences(
        _ uses: [ComposeReference], _ resources: [ComposeResource], _ kind: Dependency.Kind,
        to draft: inout ServiceDraft
    ) {
        for use in uses {
            guard let path = resources.first(where: { $0.key == use.source })?.path else {
                continue
            }
            var store = made(.file, path.text, .config)
            store.path = path
            let word = kind == .secret ? "secret" : "config"
            let evidence = context.declared(word, "given to it at \(use.target)", use.origin)
            store.evidence = [evidence]
            draft.stores.append(store)
            draft.service.mounts.append(
                Service.Mount(store: store.id, at: use.target, isReadOnly: true, role: word))
            draft.service.stores.append(store.id)
            draft.dependencies.append(needs(store.id, kind, evidence))
            if kind == .config { draft.configuration.append(path) }
            if kind == .secret {
                draft.mentions.append(
                    Mention(
                        path: path, role: .secret, service: context.id(compose.name),
                        evidence: evidence))
            }
            draft.mountedAt.append((source: path, at: use.target))
        }
    }

    private func needs(
        _ store: String, _ kind: Dependency.Kind, _ evidence: Evidence
    ) -> Dependency {
        Dependency(
            from: context.id(compose.name), to: store, kind: kind, evidence: [evidence])
    }

    private var version: String? {
        guard let image = compose.image.flatMap({ ImageReference($0.value) }) else { return nil }
        let numbers = image.version
        return numbers.isEmpty ? nil : numbers.map(String.init).joined(separator: ".")
    }
}
