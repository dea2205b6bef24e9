internal import Formats
internal import Vocabulary

/// Reads playbooks from the members of their declaration, strictly: an unknown key or a wrong
/// type is an error with line and column.
struct PlaybookReader {
    /// Reads every playbook of a document.
    static func read(_ document: Node) throws(PlaybookError) -> [Playbook] {
        try allow(document, ["format", "playbooks"])
        guard document["format"]?.integer == 1 else {
            throw error("expected format 1", document)
        }
        var out: [Playbook] = []
        for node in document["playbooks"]?.elements ?? [] { out.append(try playbook(node)) }
        return out
    }

    static let keys = [
        "id", "title", "images", "programs", "units", "package", "engine", "ports", "stores",
        "volumes", "holds_state", "cache_when", "keystones", "exclusivity", "environment", "libc",
        "gates", "ways", "listen", "adopts", "settings", "clients", "procedures", "proven",
        "unproven", "source", "example",
    ]

    static func playbook(_ node: Node) throws(PlaybookError) -> Playbook {
        try allow(node, keys)
        var out = Playbook(id: try text(node, "id"), title: try text(node, "title"))
        out.images = try texts(node["images"])
        out.programs = try texts(node["programs"])
        out.units = try texts(node["units"])
        out.package = try node["package"].map { node throws(PlaybookError) in try package(node) }
        out.engine = node["engine"]?.string
        out.ports = try list(node["ports"], port)
        out.stores = try list(node["stores"], keep)
        out.volumes = try texts(node["volumes"])
        out.holdsState = node["holds_state"]?.boolean
        out.keystones = try texts(node["keystones"])
        out.cacheWhen = try texts(node["cache_when"])
        out.exclusivity = try word(node["exclusivity"], .shareable)
        out.environment = try texts(node["environment"])
        out.libc = node["libc"]?.string
        out.gates = try list(node["gates"], gate)
        out.ways = try list(node["ways"], way)
        out.listen = try node["listen"].map { node throws(PlaybookError) in try listen(node) }
        out.adopts = try list(node["adopts"], adoption)
        out.settings = try node["settings"].map { node throws(PlaybookError) in
            try PlaybookSettingsReader.read(node)
        }
        for client in node["clients"]?.members ?? [] {
            out.clients[client.key] = try texts(client.value)
        }
        if let procedures = node["procedures"] {
            out.procedures = try PlaybookProcedureReader.read(procedures)
        }
        out.proven = try word(node["proven"], .claimed)
        out.unproven = node["unproven"]?.string ?? ""
        out.source = node["source"]?.string ?? ""
        out.example = try text(node, "example")
        return out
    }

    static func package(_ node: Node) throws(PlaybookError) -> Playbook.Package {
        try allow(node, ["name", "version", "unit", "with"])
        return Playbook.Package(
            name: try text(node, "name"), version: try text(node, "version"),
            unit: try text(node, "unit"), others: try texts(node["with"]))
    }

    /// A number, or a mapping of number, protocol and name.
    static func port(_ node: Node) throws(PlaybookError) -> Playbook.Port {
        if let number = node.integer { return Playbook.Port(number: number) }
        try allow(node, ["number", "protocol", "name"])
        guard let number = node["number"]?.integer else { throw error("expected a port", node) }
        return Playbook.Port(
            number: number, protocolName: node["protocol"]?.string ?? "tcp",
            name: node["name"]?.string ?? "")
    }

    static func keep(_ node: Node) throws(PlaybookError) -> Playbook.Keep {
        try allow(node, ["at", "class", "engine", "role"])
        return Playbook.Keep(
            at: try texts(node["at"]), itemClass: try word(node["class"], .state),
            engine: node["engine"]?.string, role: node["role"]?.string ?? "data")
    }

    static func way(_ node: Node) throws(PlaybookError) -> Playbook.Way {
        try allow(node, ["strategy", "because"])
        return Playbook.Way(
            strategy: try text(node, "strategy"), because: try text(node, "because"))
    }

    static func listen(_ node: Node) throws(PlaybookError) -> Playbook.Listen {
        try allow(node, ["file", "text"])
        return Playbook.Listen(file: try text(node, "file"), text: try text(node, "text"))
    }

    static func adoption(_ node: Node) throws(PlaybookError) -> Playbook.Adoption {
        try allow(node, ["from", "to", "words", "made"])
        let words = (node["words"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        var out = Playbook.Adoption(
            from: try text(node, "from"), to: try text(node, "to"),
            words: Dictionary(words, uniquingKeysWith: { $1 }))
        out.made = node["made"]?.string
        return out
    }

    static func gate(_ node: Node) throws(PlaybookError) -> PlaybookGate {
        try allow(
            node,
            [
                "above", "unknown_version", "tag_word", "always", "shuts", "logical_only",
                "because",
                "source",
            ])
        let when: PlaybookGate.Condition
        if let limit = node["above"]?.string {
            when = .above(limit)
        } else if let word = node["tag_word"]?.string {
            when = .tagWord(word)
        } else if node["unknown_version"]?.boolean == true {
            when = .unknownVersion
        } else if node["always"]?.boolean == true {
            when = .always
        } else {
            throw error("expected above, tag_word, unknown_version or always", node)
        }
        return PlaybookGate(
            when: when, shuts: try texts(node["shuts"]),
            logicalOnly: node["logical_only"]?.boolean ?? false,
            because: try text(node, "because"), source: node["source"]?.string ?? "")
    }
}

/// The words a strict reader of declarations is made of.
extension PlaybookReader {
    static func error(_ message: String, _ node: Node) -> PlaybookError {
        PlaybookError(message: message, line: node.line, column: node.column)
    }

    static func allow(_ node: Node, _ keys: [String]) throws(PlaybookError) {
        guard node.isMapping else { throw error("expected keys and values", node) }
        var seen: Set<String> = []
        for member in node.members {
            guard keys.contains(member.key), seen.insert(member.key).inserted else {
                throw PlaybookError(
                    message: "unknown or repeated key \(member.key)", line: member.line,
                    column: member.column)
            }
        }
    }

    static func text(_ node: Node, _ key: String) throws(PlaybookError) -> String {
        guard let text = node[key]?.string else { throw error("expected \(key)", node) }
        return text
    }

    static func texts(_ node: Node?) throws(PlaybookError) -> [String] {
        guard let node else { return [] }
        guard node.isSequence else { throw error("expected a list", node) }
        var out: [String] = []
        for element in node.elements {
            guard case .scalar(let text) = element.content else {
                throw error("expected text", element)
            }
            out.append(text)
        }
        return out
    }

    static func list<Value>(
        _ node: Node?, _ read: (Node) throws(PlaybookError) -> Value
    ) throws(PlaybookError) -> [Value] {
        guard let node else { return [] }
        guard node.isSequence else { throw error("expected a list", node) }
        var out: [Value] = []
        for element in node.elements { out.append(try read(element)) }
        return out
    }

    static func word<Word: RawRepresentable<String>>(
        _ node: Node?, _ otherwise: Word
    ) throws(PlaybookError) -> Word {
        guard let node else { return otherwise }
        guard let word = node.string.flatMap(Word.init(rawValue:)) else {
            throw error("unknown word \(node.string ?? "")", node)
        }
        return word
    }
}
