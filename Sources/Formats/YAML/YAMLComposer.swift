/// Builds nodes out of libyaml's events: anchors, aliases and merge keys, within the limits.
struct YAMLComposer {
    /// A node with what it costs: nodes and depth below it, aliases expanded.
    private struct Built {
        let node: Node
        let count: Int
        let depth: Int
    }

    private let source: YAMLEvents
    private let duplicateKeys: YAML.DuplicateKeys
    private var anchors: [String: Built] = [:]
    private var count = 0

    init(_ source: YAMLEvents, duplicateKeys: YAML.DuplicateKeys) {
        self.source = source
        self.duplicateKeys = duplicateKeys
    }

    /// All documents of the stream.
    mutating func documents() throws(FormatError) -> [Node] {
        var found: [Node] = []
        while true {
            let event = try source.next()
            switch event.kind {
            case .streamEnd: return found
            case .documentStart:
                anchors = [:]
                found.append(try built(from: source.next(), depth: 1).node)
            default: continue
            }
        }
    }

    /// The node that an event begins.
    private mutating func built(from event: YAMLEvent, depth: Int) throws(FormatError) -> Built {
        guard depth <= YAML.depthLimit else { throw tooDeep(event) }
        let made: Built
        switch event.kind {
        case .alias(let name): return try alias(name, event, depth: depth)
        case .scalar(let text, let isQuoted):
            made = Built(node: node(.scalar(text), event, isQuoted: isQuoted), count: 1, depth: 1)
            try spend(1, event)
        case .sequenceStart: made = try sequence(event, depth: depth)
        case .mappingStart: made = try mapping(event, depth: depth)
        case .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            throw error("expected a value", event)
        }
        if let anchor = event.anchor { anchors[anchor] = made }
        return made
    }

    private mutating func alias(
        _ name: String, _ event: YAMLEvent, depth: Int
    ) throws(FormatError) -> Built {
        guard let meant = anchors[name] else {
            throw error("unknown anchor '\(name)', or one that holds itself", event)
        }
        guard depth + meant.depth - 1 <= YAML.depthLimit else { throw tooDeep(event) }
        try spend(meant.count, event)
        return meant
    }

    private mutating func sequence(_ event: YAMLEvent, depth: Int) throws(FormatError) -> Built {
        try spend(1, event)
        var elements: [Node] = []
        var (total, deepest) = (1, 0)
        while true {
            let next = try source.next()
            if case .sequenceEnd = next.kind { break }
            let element = try built(from: next, depth: depth + 1)
            elements.append(element.node)
            total += element.count
            deepest = max(deepest, element.depth)
        }
        return Built(node: node(.sequence(elements), event), count: total, depth: deepest + 1)
    }

    private mutating func mapping(_ event: YAMLEvent, depth: Int) throws(FormatError) -> Built {
        try spend(1, event)
        var members = YAMLMembers(duplicateKeys: duplicateKeys)
        var (total, deepest) = (1, 0)
        while true {
            let next = try source.next()
            if case .mappingEnd = next.kind { break }
            let key = try built(from: next, depth: depth + 1).node
            let value = try built(from: source.next(), depth: depth + 1)
            try members.add(key: key, at: next, value: value.node)
            total += value.count + 1
            deepest = max(deepest, value.depth)
        }
        return Built(
            node: node(.mapping(members.merged), event), count: total, depth: deepest + 1)
    }

    private mutating func spend(_ nodes: Int, _ event: YAMLEvent) throws(FormatError) {
        count += nodes
        guard count <= YAML.nodeLimit else {
            throw error("more than \(YAML.nodeLimit) values, aliases expanded", event)
        }
    }

    private func node(
        _ content: Node.Content, _ event: YAMLEvent, isQuoted: Bool = false
    ) -> Node {
        Node(content, line: event.line, column: event.column, tag: event.tag, isQuoted: isQuoted)
    }

    private func tooDeep(_ event: YAMLEvent) -> FormatError {
        error("nested deeper than \(YAML.depthLimit)", event)
    }

    private func error(_ message: String, _ event: YAMLEvent) -> FormatError {
        FormatError(format: "yaml", message: message, line: event.line, column: event.column)
    }
}
