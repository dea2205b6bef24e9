import Policies
import Vocabulary

extension Rule {
    /// A credential that others on the machine may read.
    static let secretReadable = Rule(
        "BP0122", "secret-readable", .high,
        why: "every process of every user here can read it"
    ) { sight in
        sight.inventory.items.filter { item in
            item.type == .file && item.mode & 0o004 != 0
                && (item.verdict.secret == .material
                    || item.verdict.secret == .embedded && !item.verdict.secrets.isEmpty)
                && item.verdict.itemClass != .convenience
        }.map { item in
            Asking(
                subject: item.id, question: "Who besides its owner must read \(item.shown)?",
                severity: item.verdict.secret == .material ? .high : .medium,
                evidence: [
                    Evidence(
                        .observed, rule: "mode.readable",
                        says: "mode \(ModeText.text(item.mode)): readable by everybody")
                ])
        }
    }

    /// A policy that the agent can edit.
    static let policyWritable = Rule(
        "BP0123", "policy-writable", .high, blocks: .approve,
        why: "whoever can edit the rules can permit itself anything"
    ) { sight in
        let names = [
            "bedplate.yaml", "exec-approvals.json", "permissions.yaml", "policy.yaml", "policy.yml",
            "policy.json", "permissions.json", "approvals.json",
        ]
        return sight.inventory.items.filter { item in
            item.type == .file && names.contains(item.path.name.text.lowercased())
                && !item.has(rule: "copy.archive") && !item.has(rule: "name.sample")
        }.map { item in
            Asking(
                subject: item.id, question: "Who but the agent can write \(item.shown)?",
                evidence: [
                    Evidence(
                        .observed, rule: "policy.place",
                        says: "it lies in the workspace of the agent it rules", at: item.path.text)
                ])
        }
    }
}
