internal import Vocabulary

/// A scanned root whose items move, with the lists of what is copied when.
struct MovingRoot {
    let place: String
    let path: PathBytes
    let slug: String
    /// Items under it, sorted by path.
    let items: [Item]

    /// Id of the root's own item.
    var id: String { Self.id(of: path, at: place) }

    /// The roots of an inventory that lie on moving places. What a container wrote in its own layer
    /// goes as that layer does.
    static func all(in inventory: Inventory, target: Target, isInPlace: Bool) -> [MovingRoot] {
        var seen: Set<String> = []
        var roots: [(place: String, path: PathBytes)] = []
        let listed =
            inventory.totals.map { ($0.place, $0.root) }
            + inventory.items.map { ($0.place, $0.root) }
        let containers = Set(inventory.places.filter { $0.reach == "container" }.map(\.id))
        for (place, path) in listed
        where (isInPlace || place != target.place) && !containers.contains(place) {
            if seen.insert("\(place):\(path.text)").inserted { roots.append((place, path)) }
        }
        let ofHosts = Set(own(in: inventory))
        roots.removeAll { ofHosts.contains(id(of: $0.path, at: $0.place)) }
        roots.sort { ($0.place, $0.path) < ($1.place, $1.path) }
        return roots.enumerated().map { index, root in
            MovingRoot(
                place: root.place, path: root.path, slug: "root-\(index + 1)",
                items: inventory.items.filter { $0.place == root.place && $0.root == root.path })
        }
    }

    /// Ids of the roots that are a host's own, such as `/etc`: looked at, and not copied.
    static func own(in inventory: Inventory) -> [String] {
        inventory.items.filter {
            $0.path.isEmpty && $0.verdict.evidence.contains { $0.rule == "root.system" }
        }
        .map(\.id)
    }

    private static func id(of root: PathBytes, at place: String) -> String {
        Identifiers.item(place: place, root: root, path: PathBytes(bytes: []))
    }

    /// What is copied while everything runs: identity and keystones that allow it.
    func safeguarded(keystones: Set<String>) -> [Item] {
        items.filter { isIrreplaceable($0, keystones) && $0.verdict.export == .hotCopy }
    }

    /// Identity and keystones that may only be copied with their writer stopped, or not at all.
    func coldOnly(keystones: Set<String>) -> [Item] {
        items.filter { isIrreplaceable($0, keystones) && $0.verdict.export != .hotCopy }
    }

    private func isIrreplaceable(_ item: Item, _ keystones: Set<String>) -> Bool {
        guard [.file, .link].contains(item.type) else { return false }
        return item.verdict.itemClass == .identity || !item.verdict.unlocks.isEmpty
            || keystones.contains(item.absolutePath.text)
    }

    /// What is copied once everything stands still, in path order: all but what may not be
    /// restored, what can be rebuilt, sockets and devices, and what goes through its engine.
    func carried(without engines: [PathBytes]) -> [Item] {
        items.filter { item in
            let through =
                engines.contains { item.absolutePath.isWithin($0) } || Self.isEnablement(item)
            return Self.isCarried(item) && !through && !item.path.isEmpty
        }
    }

    /// Whether an item is what enabling a user's unit makes and disabling it takes away
    /// (systemctl(1)): it goes when the unit stops, and comes when it is enabled on the target.
    static func isEnablement(_ item: Item) -> Bool {
        let folder = item.type == .folder ? item.absolutePath : item.absolutePath.folder
        let text = folder.text
        return [.folder, .link].contains(item.type) && text.contains("/systemd/user/")
            && (text.hasSuffix(".wants") || text.hasSuffix(".requires"))
    }

    /// The paths of items and of every folder above them, the root's own first: an archive that
    /// leaves a folder out makes it anew, with another owner and mode.
    static func withFolders(_ items: [Item]) -> [PathBytes] {
        var out: Set<PathBytes> = [PathBytes(bytes: [])]
        for item in items {
            var path = item.path
            while out.insert(path).inserted { path = path.folder }
        }
        return out.sorted()
    }

    /// Whether an item's bytes go to the target as a file.
    static func isCarried(_ item: Item) -> Bool {
        [.file, .folder, .link].contains(item.type) && item.verdict.restore != .forbidden
            && item.verdict.export != .doNotCopy && item.verdict.itemClass != .convenience
    }
}
