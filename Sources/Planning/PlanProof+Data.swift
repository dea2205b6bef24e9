internal import Vocabulary

/// P4, P5, P6, P8: nothing is destroyed, lost or copied while it moves.
extension PlanProof {
    /// Every destroying step comes after a check, of level 2 or more, of what it destroys.
    func dominated() -> [Violation] {
        var out: [Violation] = []
        for (index, entry) in steps.enumerated() {
            if entry.step.isDestructive && entry.step.effects.deletes.isEmpty {
                out.append(violation("P4", entry.step.id, "destroys something unnamed"))
            }
            if !entry.step.isDestructive && !entry.step.effects.deletes.isEmpty {
                out.append(violation("P4", entry.step.id, "deletes but does not say it destroys"))
            }
            for deleted in entry.step.effects.deletes where !isRotation(index) {
                let isKept = plan.keptFolders.contains { deleted == "\(Identifiers.local):\($0)" }
                let shown = before[index].contains { at in
                    let step = steps[at].step
                    let isAbout =
                        step.subject == deleted || isKept
                        || [Plan.exports, Plan.setAside].contains(where: deleted.contains)
                    return isAbout && steps[at].stage >= .verifyImport
                        && step.verify.contains { $0.level >= 2 }
                }
                if !shown {
                    out.append(violation("P4", entry.step.id, "nothing shows \(deleted) elsewhere"))
                }
            }
        }
        return out
    }

    /// Nothing is destroyed, and nothing of the source is deleted, before retire; earlier exports
    /// may go once newer ones are kept.
    func late() -> [Violation] {
        let early = steps.indices.filter { index in
            let step = steps[index].step
            return (step.isDestructive || !step.effects.deletes.isEmpty)
                && steps[index].stage < .retire && !isRotation(index)
        }
        return early.map { violation("P5", steps[$0].step.id, "destroys before retire") }
    }

    /// Data is taken out after all its writers stand still, and nobody runs on both sides.
    func frozen() -> [Violation] {
        var out: [Violation] = []
        for (index, entry) in steps.enumerated() where entry.stage == .export {
            for holder in holders(of: entry.step.subject) {
                guard let stop = only(.stop, holder) else { continue }
                if !before[index].contains(stop) {
                    out.append(violation("P6", entry.step.id, "\(holder) may still write"))
                }
            }
        }
        for service in services {
            guard let start = only(.start, service.id), let stop = only(.stop, service.id) else {
                continue
            }
            if !before[start].contains(stop) {
                out.append(violation("P6", service.id, "may live twice"))
            }
        }
        for entry in steps where entry.step.purpose == .stop && !isReleased(entry.step) {
            out.append(violation("P6", entry.step.id, "a rollback would not start it again"))
        }
        return out
    }

    /// Whether the undo of a stop starts what ran, or has a person start it.
    private func isReleased(_ stop: Step) -> Bool {
        guard stop.action.isLasting else { return stop.rollback.isPossible }
        switch stop.rollback {
        case .ask, .alert: return true
        case let back: return back.isLasting && back != stop.action
        }
    }

    private func holders(of store: String) -> [String] {
        services.filter { service in
            service.stores.contains(store) || service.mounts.contains { $0.store == store }
        }.map(\.id)
    }

    /// Every load-bearing store and item is taken out and compared on arrival, or named as lost.
    func covered() -> [Violation] {
        let given = Set(plan.lost.filter { !$0.says.hasPrefix("whatever") }.map(\.subject))
        let compared = Set(
            steps.filter { $0.stage == .verifyImport }.map(\.step.subject))
        let exported = Set(
            steps.filter { $0.stage == (plan.isRecovery ? .verifyExport : .export) }
                .map(\.step.subject))
        let both = compared.intersection(exported)
        let lists = rootLists()
        var out: [Violation] = []
        for store in inventory.stores where store.itemClass.isLoadBearing && isMoving(store) {
            let through = [store.id, store.within ?? ""] + rootsAround(store.path)
            let isThere = isUnpacked(store.id) || store.within.map(isUnpacked) ?? false
            if !isThere, Set(through).isDisjoint(with: both.union(given)),
                !isWithinStore(store, both)
            {
                out.append(violation("P8", store.id, "neither carried nor named as lost"))
            }
        }
        for item in inventory.items where item.verdict.itemClass.isLoadBearing {
            let root = Identifiers.item(
                place: item.place, root: item.root, path: PathBytes(bytes: []))
            guard [.file, .link].contains(item.type), isMoving(item), !given.contains(item.id),
                !given.contains(root)
            else { continue }
            // The exports of a recovery have the list: what it lacks is named as lost.
            let inList =
                plan.isRecovery
                ? both.contains(root)
                : lists["\(item.place):\(item.root.text)"]?.contains(item.path) ?? false
            if !inList && !goesWithStore(item, both) {
                out.append(violation("P8", item.id, "neither carried nor named as lost"))
            }
        }
        return out
    }

    private func isMoving(_ item: Item) -> Bool {
        // What lies on the target stays there, unless the services that move are there too.
        let stays = item.place == plan.target.place
        return (!stays || services.contains { $0.place == item.place })
            && steps.contains { $0.stage == .preflight && $0.step.subject == item.place }
    }

    private func isMoving(_ store: Store) -> Bool { !holders(of: store.id).isEmpty }

    /// Whether a layer comes with its container's whole tree, compared on arrival.
    private func isUnpacked(_ id: String) -> Bool {
        guard inventory.stores.contains(where: { $0.id == id && $0.kind == .layer }) else {
            return false
        }
        let holders = Set(holders(of: id))
        return steps.contains { entry in
            entry.stage == .install && entry.step.purpose == .copy
                && holders.contains(entry.step.subject)
                && entry.step.verify.contains { $0.level >= 2 }
        }
    }

    private func isWithinStore(_ store: Store, _ both: Set<String>) -> Bool {
        guard let parent = inventory.stores.first(where: { $0.id == store.within }) else {
            return false
        }
        return !Set([parent.id] + rootsAround(parent.path)).isDisjoint(with: both)
    }

    private func rootsAround(_ path: PathBytes?) -> [String] {
        guard let path else { return [] }
        return inventory.totals.filter { path.isWithin($0.root) }.map {
            Identifiers.item(place: $0.place, root: $0.root, path: PathBytes(bytes: []))
        }
    }

    private func goesWithStore(_ item: Item, _ both: Set<String>) -> Bool {
        inventory.stores.contains { store in
            guard both.contains(store.id), let path = store.path else { return false }
            let isLog = ["-wal", "-shm", "-journal"].contains {
                item.absolutePath.bytes == path.bytes + Array($0.utf8)
            }
            return item.absolutePath.isWithin(path) || isLog
        }
    }

    /// What the lists of the plan's archives name, by place and root.
    private func rootLists() -> [String: Set<PathBytes>] {
        var out: [String: Set<PathBytes>] = [:]
        for entry in steps where entry.stage == .export {
            guard case .copy(let from, _, _) = entry.step.action,
                let slug = entry.step.id.split(separator: "/").last,
                let list = plan.file("files/lists/\(slug)")
            else { continue }
            let paths = list.bytes.split(separator: 0).map { PathBytes($0.dropFirst(2)) }
            out["\(entry.step.place):\(from)", default: []].formUnion(paths)
        }
        return out
    }
}
