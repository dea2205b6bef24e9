import Formats
import Vocabulary

/// Reads configuration of any known form into leaves: a key, a value, a line.
enum ConfigurationText {
    /// One value of a configuration.
    struct Leaf {
        let key: String
        let value: String
        let line: Int
    }

    /// The tree of a YAML, JSON or TOML file; nil for another form or a faulty text.
    static func node(_ path: PathBytes, _ bytes: [UInt8]) -> Node? {
        let name = path.name.text.lowercased()
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            guard let documents = try? YAML.read(bytes) else { return nil }
            return documents.count == 1
                ? documents[0]
                : documents.isEmpty ? nil : Node(.sequence(documents), line: 1, column: 1)
        }
        if name.hasSuffix(".json") || name.hasSuffix(".json5") || name.hasSuffix(".jsonc")
            || ConfigurationNames.isRegistry(name)
        {
            return try? JSONDocument.read(bytes, dialect: .relaxed)
        }
        if name.hasSuffix(".toml") { return try? TOML.read(bytes) }
        return nil
    }

    /// All values of a text, by its form; none for a form nobody knows.
    static func leaves(_ path: PathBytes, _ bytes: [UInt8]) -> [Leaf] {
        if let node = node(path, bytes) {
            var leaves: [Leaf] = []
            collect(node, key: "", into: &leaves)
            return leaves
        }
        let name = path.name.text.lowercased()
        if ConfigurationNames.isCaddy(name) { return DirectiveText.caddy(bytes) }
        if name.hasSuffix(".xml") { return MarkupText.leaves(bytes) }
        if name.hasSuffix(".php") { return ArrayText.leaves(bytes) }
        let directives = [
            ".conf", ".conf.template", ".cfg", ".cnf", ".vcl", ".hcl", ".alloy", ".river",
        ]
        if directives.contains(where: { name.hasSuffix($0) })
            || path.folder.name.text.hasPrefix("sites-")
        {
            let leaves = DirectiveText.leaves(bytes)
            let isAlloy = name.hasSuffix(".alloy") || name.hasSuffix(".river")
            return isAlloy ? leaves.filter { !isExport($0.value) } : leaves
        }
        if name.hasSuffix(".ini") || name.hasSuffix(".properties") || name.hasSuffix(".env")
            || name.hasPrefix(".env")
        {
            return UnitEnvironment.read(bytes).map {
                Leaf(key: $0.name, value: $0.value, line: $0.line)
            }
        }
        return []
    }

    /// Whether a value of Alloy's is what another of its parts hands on: `discovery.docker.all.targets`.
    private static func isExport(_ value: String) -> Bool {
        let parts = value.split(separator: ".")
        return parts.count >= 3
            && ["targets", "receiver", "output", "rules", "input"].contains(parts.last ?? "")
    }

    /// Whether a job of Prometheus' goes to another address than its targets, which it only hands on.
    private static func isRelayed(_ node: Node) -> Bool {
        (node["relabel_configs"]?.elements ?? []).contains {
            $0["target_label"]?.string == "__address__" && $0["replacement"] != nil
                && $0["source_labels"] == nil
        }
    }

    private static func collect(_ node: Node, key: String, into leaves: inout [Leaf]) {
        switch node.content {
        case .scalar(let text):
            if !node.isNull { leaves.append(Leaf(key: key, value: text, line: node.line)) }
        case .sequence(let nodes):
            for (index, element) in nodes.enumerated() {
                collect(element, key: key + ".\(index)", into: &leaves)
            }
        case .mapping(let members):
            let isRelayed = isRelayed(node)
            for member in members
            where !isRelayed || !member.key.hasSuffix("_configs")
                || member.key == "relabel_configs"
            {
                let below = key.isEmpty ? member.key : key + "." + member.key
                collect(member.value, key: below, into: &leaves)
            }
        }
    }
}
