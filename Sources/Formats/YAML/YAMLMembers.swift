/// The members of one mapping as they are read: duplicates refused, merge keys (`<<`) resolved.
struct YAMLMembers {
    private let duplicateKeys: YAML.DuplicateKeys
    private var own: [Node.Member] = []
    private var lineOfKey: [String: Int] = [:]
    private var sources: [Node] = []

    init(duplicateKeys: YAML.DuplicateKeys) {
        self.duplicateKeys = duplicateKeys
    }

    /// Takes one key with its value.
    mutating func add(key: Node, at event: YAMLEvent, value: Node) throws(FormatError) {
        guard case .scalar(let name) = key.content else {
            throw error("a key that is not a scalar", event.line, event.column)
        }
        if name == "<<", !key.isQuoted {
            try merge(value)
            return
        }
        if case .refused = duplicateKeys, let first = lineOfKey[name] {
            throw error(
                "key '\(name)' already stands in line \(first)", event.line, event.column)
        }
        lineOfKey[name] = event.line
        own.append(
            Node.Member(key: name, line: event.line, column: event.column, value: value))
    }

    /// Own members in their order, then what the merge keys add; the own win, then the earlier.
    var merged: [Node.Member] {
        var members = own
        var known = lineOfKey
        for source in sources {
            for member in source.members where known[member.key] == nil {
                known[member.key] = member.line
                members.append(member)
            }
        }
        return members
    }

    private mutating func merge(_ value: Node) throws(FormatError) {
        let found = value.isSequence ? value.elements : [value]
        for source in found where !source.isMapping {
            throw error(
                "a merge key takes a mapping or a list of mappings", source.line, source.column)
        }
        sources.append(contentsOf: found)
    }

    private func error(_ message: String, _ line: Int, _ column: Int) -> FormatError {
        FormatError(format: "yaml", message: message, line: line, column: column)
    }
}
