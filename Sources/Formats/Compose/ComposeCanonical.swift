/// Brings one service into its long form: one shape for each key, paths absolute.
struct ComposeCanonical {
    let scope: ComposeScope
    private(set) var problems: [ComposeProblem] = []

    init(_ scope: ComposeScope) {
        self.scope = scope
    }

    /// The service in its long form; what cannot be understood is left out and told.
    mutating func service(_ node: ComposeNode) -> ComposeNode {
        var members: [ComposeNode.Member] = []
        for member in node.members {
            guard let value = long(member.key, member.value) else { continue }
            members.append(
                ComposeNode.Member(key: member.key, origin: member.origin, value: value))
        }
        var copy = node
        copy.content = .map(members)
        return copy
    }

    private mutating func long(_ key: String, _ node: ComposeNode) -> ComposeNode? {
        if node.tag == "!reset" { return node }
        switch key {
        case "environment", "labels", "annotations", "sysctls":
            return assignments(node, key)
        case "ports": return list(node, key) { $0.ports($1) }
        case "volumes":
            return list(node, key) { $0.mount($1).map { [$0] } ?? [] }
        case "depends_on": return conditions(node)
        case "networks": return keyed(node, key)
        case "env_file", "label_file": return envFiles(node, key)
        case "secrets", "configs": return list(node, key) { [$0.reference($1)] }
        case "command", "entrypoint": return words(node, key)
        case "healthcheck": return health(node)
        case "build": return build(node)
        case "extends":
            return node.isMap ? node : ComposeNode(.map([member("service", node)]), like: node)
        case "extra_hosts": return hosts(node)
        case "tmpfs", "dns", "dns_search", "dns_opt": return single(node)
        case "deploy": return deploy(node)
        default: return node
        }
    }

    mutating func problem(_ message: String, at origin: ComposeOrigin) {
        problems.append(ComposeProblem(message, at: origin))
    }

    func member(_ key: String, _ value: ComposeNode) -> ComposeNode.Member {
        ComposeNode.Member(key: key, origin: value.origin, value: value)
    }

    /// A list with each element spelt out; anything else is told and left out.
    private mutating func list(
        _ node: ComposeNode, _ key: String,
        _ spelt: (inout ComposeCanonical, ComposeNode) -> [ComposeNode]
    ) -> ComposeNode? {
        if node.isNull { return nil }
        guard node.isList else {
            problem("\(key): expected a list, found \(node.kindName)", at: node.origin)
            return nil
        }
        var nodes: [ComposeNode] = []
        for element in node.elements {
            if element.tag == "!reset" { continue }
            nodes.append(contentsOf: spelt(&self, element))
        }
        return ComposeNode(.list(nodes), like: node)
    }

    /// `[K=V]` and `{K: V}` alike as `{K: V}`.
    mutating func assignments(_ node: ComposeNode, _ key: String) -> ComposeNode? {
        if node.isMap || node.isNull { return node.isNull ? nil : node }
        guard node.isList else {
            problem("\(key): expected a list or a mapping", at: node.origin)
            return nil
        }
        var map = ComposeNode(.map([]), like: node)
        for element in node.elements where element.tag != "!reset" {
            guard let text = element.string else {
                problem("\(key): expected NAME=value", at: element.origin)
                continue
            }
            let name = text.prefix { $0 != "=" }
            let isAlone = name.utf8.count == text.utf8.count
            var value = ComposeNode.text(String(text.dropFirst(name.count + 1)), at: element.origin)
            value.uses = element.uses
            if isAlone, key == "environment" { value.isText = false }
            map = map.setting(String(name), value)
        }
        return map
    }

    /// `[a, b]` and `{a: …}` alike as `{a: …}`.
    private mutating func keyed(_ node: ComposeNode, _ key: String) -> ComposeNode? {
        if node.isMap { return node }
        guard node.isList else {
            if !node.isNull { problem("\(key): expected a list or a mapping", at: node.origin) }
            return nil
        }
        var map = ComposeNode(.map([]), like: node)
        for element in node.elements {
            guard let name = element.string else { continue }
            map = map.setting(name, ComposeNode(.scalar(""), origin: element.origin))
        }
        return map
    }

    private mutating func conditions(_ node: ComposeNode) -> ComposeNode? {
        guard let map = keyed(node, "depends_on") else { return nil }
        var copy = map
        copy.content = .map(
            map.members.map { found in
                guard !found.value.isMap else { return found }
                let origin = found.value.origin
                var whole = found
                whole.value = ComposeNode(.map([]), like: found.value)
                    .setting("condition", .text("service_started", at: origin))
                    .setting("required", .text("true", at: origin))
                return whole
            })
        return copy
    }

    private func single(_ node: ComposeNode) -> ComposeNode? {
        if node.isList { return node }
        return node.isNull ? nil : ComposeNode(.list([node]), like: node)
    }

    private mutating func deploy(_ node: ComposeNode) -> ComposeNode? {
        guard let labels = node["labels"], let map = assignments(labels, "labels") else {
            return node
        }
        return node.setting("labels", map)
    }
}

extension ComposeNode {
    /// Other content at the same place, under the same tag.
    init(_ content: Content, like node: ComposeNode) {
        self.init(content, origin: node.origin, tag: node.tag)
    }
}
