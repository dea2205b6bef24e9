/// Lays one tree over another by compose's rules (compose specification, *Merge*).
///
/// Both are in long form already. Mappings merge, lists grow, single values give way; `!reset`
/// takes away, `!override` replaces.
struct ComposeMerge {
    /// Whether a service is laid on the one it extends: then `!reset` and `!override` stay, to act
    /// once more on the files below, and what both lists say keeps its first place.
    private let isExtension: Bool

    /// `over` laid on `base`, both whole files.
    static func file(_ base: ComposeNode, _ over: ComposeNode) -> ComposeNode? {
        ComposeMerge(isExtension: false).merged(base, over, path: [])
    }

    /// `over` laid on the service it extends; its own tags stay, for the files below it.
    static func service(_ base: ComposeNode, _ over: ComposeNode) -> ComposeNode {
        guard let settled = settled(base) else { return over }
        let merge = ComposeMerge(isExtension: true)
        return merge.merged(settled, over, path: ["services", "*"]) ?? over
    }

    /// A tree without what `!reset` takes away, and with the tags gone.
    static func settled(_ node: ComposeNode) -> ComposeNode? {
        if node.tag == "!reset" { return nil }
        var copy = node
        if copy.tag == "!override" { copy.tag = nil }
        switch node.content {
        case .scalar: break
        case .list(let nodes): copy.content = .list(nodes.compactMap(settled))
        case .map(let members):
            copy.content = .map(
                members.compactMap { member in
                    settled(member.value).map {
                        ComposeNode.Member(key: member.key, origin: member.origin, value: $0)
                    }
                })
        }
        return copy
    }

    private func kept(_ node: ComposeNode) -> ComposeNode? {
        isExtension ? node : Self.settled(node)
    }

    private func merged(
        _ base: ComposeNode, _ over: ComposeNode, path: [String]
    ) -> ComposeNode? {
        if over.tag == "!reset" || over.tag == "!override" { return kept(over) }
        if isReplaced(base, over, path) { return kept(over) }
        switch (base.content, over.content) {
        case (.map(let old), .map(let new)):
            var copy = over
            copy.content = .map(mergedMembers(old, new, path: path))
            return copy
        case (.list(let old), .list(let new)):
            var copy = over
            var added = new.compactMap(kept)
            if isExtension { added.removeAll { node in old.contains { $0.says(same: node) } } }
            copy.content = .list(ComposeUnicity.unique(old + added, path: path))
            return copy
        case (.map, .scalar), (.list, .scalar): return over.isNull ? base : kept(over)
        default: return kept(over)
        }
    }

    private func mergedMembers(
        _ old: [ComposeNode.Member], _ new: [ComposeNode.Member], path: [String]
    ) -> [ComposeNode.Member] {
        var members = old
        for member in new {
            guard let index = members.firstIndex(where: { $0.key == member.key }) else {
                guard let value = kept(member.value) else { continue }
                members.append(
                    ComposeNode.Member(key: member.key, origin: member.origin, value: value))
                continue
            }
            let step = path.count == 1 ? "*" : member.key
            let below = path + [step]
            guard let value = merged(members[index].value, member.value, path: below) else {
                members.remove(at: index)
                continue
            }
            members[index].value = value
            if !value.isMap { members[index].origin = member.origin }
        }
        return members
    }

    /// What is never merged: commands, tests of health, limits and logging of another driver.
    private func isReplaced(
        _ base: ComposeNode, _ over: ComposeNode, _ path: [String]
    ) -> Bool {
        guard path.first == "services" else { return false }
        switch path.dropFirst(2).first {
        case "command", "entrypoint": return path.count == 3
        case "healthcheck": return path.count == 4 && path[3] == "test"
        case "ulimits": return path.count == 4 && !(base.isMap && over.isMap)
        case "logging":
            guard path.count == 3, let old = base["driver"]?.string else { return false }
            return over["driver"]?.string.map { $0 != old } ?? false
        default: return false
        }
    }
}
