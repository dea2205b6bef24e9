import Formats
import Vocabulary

/// Reads lists of tool servers (`mcpServers`) that agents start or call.
struct ToolServers {
    let documents: any Documents

    /// One draft for each server of each live list; servers of one name are one.
    func drafts() -> [ServiceDraft] {
        var byName: [String: ServiceDraft] = [:]
        for (path, may) in zip(documents.files, documents.allowing(.toolServers))
        where Self.endings.mayEnd(path) && Self.mayHold(path) && !documents.isCopy(path) {
            guard may || path.name.text.contains("mcp"), let bytes = documents.bytes(of: path),
                bytes.holds("mcp") || path.name.text.contains("mcp"),
                let node = ConfigurationText.node(path, bytes)
            else { continue }
            for member in Self.servers(node) where member.value.isMapping {
                let draft = draft(member.key, member.value, path)
                if var known = byName[member.key] {
                    known.leaves += draft.leaves
                    known.service.evidence = Array(
                        Set(known.service.evidence + draft.service.evidence)
                    ).sorted()
                    byName[member.key] = known
                } else {
                    byName[member.key] = draft
                }
            }
        }
        return byName.sorted { $0.key < $1.key }.map(\.value)
    }

    private static let endings = NameEndings([
        ".json", ".toml", ".yaml", ".yml", ".json5", ".jsonc",
    ])

    private static func mayHold(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        return [".json", ".toml", ".yaml", ".yml", ".json5", ".jsonc"].contains {
            name.hasSuffix($0)
        } && !name.contains("lock") && name != "package.json"
    }

    /// The members of `mcpServers`, `mcp_servers`, `mcp.servers`, or of `servers` in a file named for it.
    private static func servers(_ node: Node) -> [Node.Member] {
        for key in ["mcpServers", "mcp_servers"] {
            if let found = node[key] { return found.members }
        }
        if let mcp = node["mcp"] {
            return mcp["servers"]?.members ?? mcp["mcpServers"]?.members ?? []
        }
        return []
    }

    private func draft(_ name: String, _ node: Node, _ path: PathBytes) -> ServiceDraft {
        var service = Service(
            place: documents.place, group: "process", name: ScheduleReader.slug(name),
            kinds: ["mcp"])
        service.definedIn = path
        service.supervisors = ["agent"]
        service.evidence = [
            Evidence(
                .declared, rule: "mcp.server", says: "an agent's list of tool servers has it",
                at: documents.locator(path, line: node.line))
        ]
        service.environment = (node["env"]?.members ?? []).map(\.key).sorted()
        var draft = ServiceDraft(service)
        draft.networks = ["host"]
        let words =
            ([node["command"]?.string].compactMap { $0 })
            + (node["args"]?.elements ?? []).compactMap(\.string)
        draft.service.command = Redaction.command(words)
        for (index, word) in words.enumerated() {
            draft.leaves.append(
                .init(key: "command.\(index)", value: word, file: path, line: node.line))
        }
        for member in node["env"]?.members ?? [] {
            if let value = member.value.string {
                draft.leaves.append(
                    .init(
                        key: "environment.\(member.key)", value: value, file: path,
                        line: member.line))
            }
        }
        for key in ["url", "serverUrl", "endpoint"] {
            if let url = node[key]?.string {
                draft.leaves.append(
                    .init(
                        key: "mcp.endpoint", value: url, file: path,
                        line: node[key]?.line ?? node.line))
            }
        }
        return draft
    }
}
