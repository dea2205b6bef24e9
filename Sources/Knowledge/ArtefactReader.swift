public import Formats
import Vocabulary

/// Reads artefact declarations, strictly: an unknown key or a wrong value is an error with its place.
public enum ArtefactReader {
    /// The artefacts of one declaration file: a mapping with `format: 1` and `artefacts`.
    public static func read(_ bytes: [UInt8]) throws(FormatError) -> [Artefact] {
        let document = try YAML.document(bytes)
        guard document["format"]?.integer == 1, let list = document["artefacts"], list.isSequence
        else {
            throw error(document, "expected 'format: 1' and a list 'artefacts'")
        }
        var artefacts: [Artefact] = []
        for node in list.elements { artefacts.append(try artefact(node)) }
        return artefacts
    }

    private static let keys: Set<String> = [
        "id", "names", "suffixes", "not_suffixes", "globs", "within", "under", "not_under",
        "beside", "holding", "signatures", "folder", "empty", "class", "secret", "restore",
        "exclusivity", "export", "volatility",
        "from",
        "recipes", "loaded", "prior", "why", "verify", "source", "example", "counter",
    ]

    private static func artefact(_ node: Node) throws(FormatError) -> Artefact {
        for member in node.members where !keys.contains(member.key) {
            throw FormatError(
                format: "artefact", message: "unknown key '\(member.key)'", line: member.line,
                column: member.column)
        }
        guard let id = node["id"]?.string, let why = node["why"]?.string,
            let source = node["source"]?.string
        else {
            throw error(node, "an artefact needs id, why and source")
        }
        let itemClass = try word(node, "class", ItemClass.init) ?? .unknown
        var artefact = Artefact(
            id: id, itemClass: itemClass, why: why, source: source,
            examples: try texts(node, "example"))
        guard !artefact.examples.isEmpty else { throw error(node, "'\(id)' has no example") }
        artefact.match = try match(node)
        artefact.secret = try word(node, "secret", Secret.init) ?? .none
        artefact.restore = try word(node, "restore", Restore.init) ?? .normal
        artefact.exclusivity = try word(node, "exclusivity", Exclusivity.init) ?? .shareable
        artefact.export = try word(node, "export", Export.init) ?? .hotCopy
        artefact.volatility = try word(node, "volatility", Volatility.init) ?? .static
        artefact.from = node["from"]?.string
        artefact.recipes = try texts(node, "recipes")
        artefact.isLoaded = node["loaded"]?.boolean ?? false
        artefact.isPrior = node["prior"]?.boolean ?? false
        artefact.verify = node["verify"]?.string
        artefact.counters = try texts(node, "counter")
        return artefact
    }

    private static func match(_ node: Node) throws(FormatError) -> Artefact.Match {
        var match = Artefact.Match()
        match.names = try texts(node, "names").map { $0.lowercased() }
        match.suffixes = try texts(node, "suffixes").map { $0.lowercased() }
        match.globs = try texts(node, "globs").map { $0.lowercased() }
        match.within = try texts(node, "within").map { $0.lowercased() }
        match.under = try texts(node, "under").map { $0.lowercased() }
        match.notSuffixes = try texts(node, "not_suffixes").map { $0.lowercased() }
        match.notUnder = try texts(node, "not_under").map { $0.lowercased() }
        match.beside = try texts(node, "beside").map { $0.lowercased() }
        match.holding = try texts(node, "holding").map { $0.lowercased() }
        match.signatures = try texts(node, "signatures")
        match.isFolder = node["folder"]?.boolean ?? false
        match.isEmpty = node["empty"]?.boolean ?? false
        return match
    }

    private static func texts(_ node: Node, _ key: String) throws(FormatError) -> [String] {
        guard let value = node[key] else { return [] }
        if let text = value.string { return [text] }
        guard value.isSequence else { throw error(value, "'\(key)' is a text or a list of texts") }
        var texts: [String] = []
        for element in value.elements {
            guard let text = element.string else {
                throw error(element, "'\(key)' is a list of texts")
            }
            texts.append(text)
        }
        return texts
    }

    private static func word<Value>(
        _ node: Node, _ key: String, _ make: (String) -> Value?
    ) throws(FormatError) -> Value? {
        guard let value = node[key] else { return nil }
        guard let text = value.string, let word = make(text) else {
            throw error(value, "'\(value.string ?? "")' is no \(key)")
        }
        return word
    }

    private static func error(_ node: Node, _ message: String) -> FormatError {
        FormatError(format: "artefact", message: message, line: node.line, column: node.column)
    }
}
