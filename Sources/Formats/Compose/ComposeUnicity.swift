/// Which elements of a merged list are the same thing, so that the later takes the earlier's place.
enum ComposeUnicity {
    /// A service with each thing once in each of its lists.
    static func unique(_ service: ComposeNode) -> ComposeNode {
        var copy = service
        copy.content = .map(
            service.members.map { member in
                guard member.value.isList else { return member }
                var member = member
                let path = ["services", "*", member.key]
                member.value.content = .list(unique(member.value.elements, path: path))
                return member
            })
        return copy
    }

    /// The list with each thing once: at its first place, as it was last written.
    static func unique(_ nodes: [ComposeNode], path: [String]) -> [ComposeNode] {
        guard path.first == "services", path.count >= 3 else { return nodes }
        var places: [String: Int] = [:]
        var kept: [ComposeNode] = []
        for node in nodes {
            guard let key = key(of: node, path: path) else {
                kept.append(node)
                continue
            }
            if let place = places[key] {
                kept[place] = node
            } else {
                places[key] = kept.count
                kept.append(node)
            }
        }
        return kept
    }

    private static func key(of node: ComposeNode, path: [String]) -> String? {
        switch path[2] {
        case "ports":
            let parts = ["published", "target", "protocol"].map { node[$0]?.string ?? "" }
            return ([node["host_ip"]?.string ?? "0.0.0.0"] + parts).joined(separator: "|")
        case "volumes": return node["target"]?.string
        case "secrets", "configs": return node["target"]?.string ?? node["source"]?.string
        case "env_file": return node["path"]?.string
        case "devices":
            let parts = (node.string ?? "").split(separator: ":")
            return parts.count > 1 ? String(parts[1]) : node["target"]?.string ?? node.string
        case "cap_add", "cap_drop", "dns", "dns_opt", "dns_search", "expose", "external_links",
            "extra_hosts", "group_add", "label_file", "links", "profiles", "security_opt", "tmpfs",
            "networks", "build", "volumes_from":
            return node.string
        default: return nil
        }
    }
}
