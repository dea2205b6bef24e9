import Vocabulary

/// Finds items that are only under another name.
enum Moves {
    /// What makes a file's content unmistakable: digest and size of something that is not empty.
    private struct Content: Hashable {
        let digest: ItemDigest
        let size: UInt64

        init?(_ item: Item) {
            guard item.type == .file, item.size > 0, let digest = item.digest else { return nil }
            self.digest = digest
            size = item.size
        }
    }

    /// Turns what vanished here and appeared there with the same content into a move, where the
    /// content is unique on both sides; folders whose files all moved follow them.
    static func found(in part: Difference.Part<Item>) -> Difference.Part<Item> {
        let gone = unique(part.vanished)
        let new = unique(part.appeared)
        var pairs: [(before: Item, after: Item)] = []
        for (content, before) in gone {
            if let after = new[content] { pairs.append((before, after)) }
        }
        guard !pairs.isEmpty else { return part }
        pairs += folders(around: pairs, in: part)
        let left = Set(pairs.map(\.before.key))
        let arrived = Set(pairs.map(\.after.key))
        var told = part
        told.vanished.removeAll { left.contains($0.key) }
        told.appeared.removeAll { arrived.contains($0.key) }
        told.moved = pairs.map { pair in
            Difference.Change(
                before: pair.before, after: pair.after,
                fields: pair.after.fields(differingFrom: pair.before))
        }
        return told.loudFirst
    }

    private static func unique(_ items: [Item]) -> [Content: Item] {
        var found: [Content: Item] = [:]
        var several: Set<Content> = []
        for item in items {
            guard let content = Content(item) else { continue }
            if found.updateValue(item, forKey: content) != nil { several.insert(content) }
        }
        for content in several { found[content] = nil }
        return found
    }

    /// Folders that vanished and appeared where their files did, the names below them unchanged.
    private static func folders(
        around files: [(before: Item, after: Item)], in part: Difference.Part<Item>
    ) -> [(before: Item, after: Item)] {
        let gone = byKey(part.vanished.filter { $0.type == .folder })
        let new = byKey(part.appeared.filter { $0.type == .folder })
        var targets: [PathKey: Set<PathKey>] = [:]
        for pair in files {
            var (from, to) = (pair.before.key, pair.after.key)
            while from.path.name == to.path.name, !from.path.isEmpty, !to.path.isEmpty {
                (from, to) = (from.folder, to.folder)
                guard gone[from] != nil, new[to] != nil else { break }
                targets[from, default: []].insert(to)
            }
        }
        let single = targets.compactMapValues { $0.count == 1 ? $0.first : nil }
        let claims = Dictionary(grouping: single, by: \.value).filter { $0.value.count == 1 }
        return claims.compactMap { target, sources in
            guard let before = gone[sources[0].key], let after = new[target] else { return nil }
            return (before, after)
        }
    }

    private static func byKey(_ items: [Item]) -> [PathKey: Item] {
        Dictionary(items.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    }
}

extension PathKey {
    /// The key of the folder that holds it.
    var folder: PathKey { PathKey(place: place, root: root, path: path.folder) }
}
