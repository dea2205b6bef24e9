internal import Vocabulary

/// The long forms of what runs: commands, tests of health, builds, files of variables, references.
extension ComposeCanonical {
    /// A command as a list of words; a text is split like a shell's.
    mutating func words(_ node: ComposeNode, _ key: String) -> ComposeNode? {
        if node.isList || node.isNull { return node }
        guard let text = node.string else {
            problem("\(key): expected a text or a list", at: node.origin)
            return nil
        }
        guard let words = ShellWords.split(text) else {
            problem("\(key): a quote does not end", at: node.origin)
            return nil
        }
        var list = ComposeNode(
            .list(
                words.map {
                    var word = ComposeNode.text($0, at: node.origin)
                    word.uses = node.uses
                    return word
                }), like: node)
        list.isText = true
        return list
    }

    /// A health check whose test is a list; a text is a shell's.
    mutating func health(_ node: ComposeNode) -> ComposeNode? {
        guard node.isMap else {
            if !node.isNull { problem("healthcheck: expected a mapping", at: node.origin) }
            return nil
        }
        guard let test = node["test"], !test.isList, test.string != nil else { return node }
        let shell = ComposeNode.text("CMD-SHELL", at: test.origin)
        return node.setting("test", ComposeNode(.list([shell, test]), like: test))
    }

    /// `build: PATH` and `build: {context: …}` alike; local contexts absolute.
    mutating func build(_ node: ComposeNode) -> ComposeNode? {
        if node.isNull { return nil }
        var map = node
        if !node.isMap { map = ComposeNode(.map([member("context", node)]), like: node) }
        if let context = map["context"], let text = context.string, !Self.isRemote(text) {
            map = map.setting(
                "context", ComposeNode.text(scope.absolute(text).text, at: context.origin))
        }
        for key in ["args", "labels"] {
            if let list = map[key],
                let values = assignments(list, key == "args" ? "environment" : key)
            {
                map = map.setting(key, values)
            }
        }
        return map
    }

    private static func isRemote(_ text: String) -> Bool {
        text.contains("://") || text.hasPrefix("git@") || text.hasPrefix("github.com/")
    }

    /// `env_file` in each of its forms as a list of `{path, required, format}`, paths absolute.
    mutating func envFiles(_ node: ComposeNode, _ key: String) -> ComposeNode? {
        if node.isNull { return nil }
        let found = node.isList ? node.elements : [node]
        var files: [ComposeNode] = []
        for element in found where element.tag != "!reset" {
            guard let path = element.isMap ? element["path"] : element, let text = path.string,
                !text.isEmpty
            else {
                problem("\(key): expected a path", at: element.origin)
                continue
            }
            let base = element.isMap ? element : ComposeNode(.map([]), like: element)
            let absolute = ComposeNode.text(scope.absolute(text).text, at: path.origin)
            files.append(base.setting("path", absolute))
        }
        return ComposeNode(.list(files), like: node)
    }

    /// A use of a secret or a config as `{source, …}`.
    mutating func reference(_ node: ComposeNode) -> ComposeNode {
        node.isMap ? node : ComposeNode(.map([member("source", node)]), like: node)
    }

    /// `extra_hosts` in each of its forms as a list of `name=address`.
    mutating func hosts(_ node: ComposeNode) -> ComposeNode? {
        if node.isMap {
            let lines = node.members.flatMap { member in
                let addresses = member.value.isList ? member.value.elements : [member.value]
                return addresses.map {
                    ComposeNode.text("\(member.key)=\($0.string ?? "")", at: $0.origin)
                }
            }
            return ComposeNode(.list(lines), like: node)
        }
        guard node.isList else { return nil }
        let lines = node.elements.compactMap { element -> ComposeNode? in
            guard let text = element.string else { return nil }
            guard !text.contains("="), let colon = text.firstIndex(of: ":") else { return element }
            let line = text[..<colon] + "=" + text[text.index(after: colon)...]
            return ComposeNode.text(String(line), at: element.origin)
        }
        return ComposeNode(.list(lines), like: node)
    }
}
