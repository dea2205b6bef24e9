import Vocabulary

extension Rule {
    /// A policy that the party it binds can edit.
    static let policyWritable = Rule(
        "BP0502", "policy-writable", "Who may change the rules the agent runs under?"
    ) { facts in
        let roots = Dictionary(
            facts.items(.root).map {
                ("\($0.place):\($0.root.text)", $0)
            },
            uniquingKeysWith: { one, _ in one })
        return facts.items(.governing).compactMap { item in
            guard item.type == .file, GoverningFile.isNamed(item.path),
                item.verdict.itemClass.isLoadBearing, !item.verdict.speaks("copy.archive"),
                let root = roots["\(item.place):\(item.root.text)"]
            else { return nil }
            let isWritable = item.uid == root.uid || item.mode & 0o022 != 0
            guard isWritable else { return nil }
            return Finding(
                subject: item.id,
                question: "Who but the agent may change \(item.shortPath)?",
                why: "it says what is allowed here, and whoever runs in this workspace can write "
                    + "it (mode \(ModeText.text(item.mode)), owner \(item.uid))",
                severity: .high, blocks: .approve, evidence: item.verdict.evidence)
        }
    }
}

/// Files that say what an agent may do.
enum GoverningFile {
    /// Whether the last letter is one that such names end in: few names do.
    private static func mayGovern(_ path: [UInt8]) -> Bool {
        guard let last = path.last else { return false }
        return "lnor".utf8.contains(last | 0x20)
    }

    /// Whether a name is that of a policy: Bedplate's own, or one that gates what is executed.
    static func isNamed(_ path: PathBytes) -> Bool {
        guard mayGovern(path.bytes) else { return false }
        let name = path.name.text.lowercased()
        if ["bedplate.yaml", "exec-approvals.json"].contains(name) { return true }
        let isData = [".yaml", ".yml", ".json", ".toml", ".rego", ".cedar"]
            .contains(where: name.hasSuffix)
        let stem = name.prefix { $0 != "." }
        return isData && (stem == "policy" || stem == "policies" || stem.hasSuffix("-policy"))
    }
}
