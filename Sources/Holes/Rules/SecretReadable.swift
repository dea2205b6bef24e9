import Vocabulary

extension Rule {
    /// A credential that others on the place may read.
    static let secretReadable = Rule(
        "BP0501", "secret-readable", "May everybody here read this secret?"
    ) { facts in
        let open = facts.items(.secret).filter {
            $0.type == .file && $0.mode & 0o004 != 0
                && [.material, .embedded].contains($0.verdict.secret)
        }
        return Gathering.of(open, in: facts, alike: Gathering.ending).map { group in
            let isKey = group.items.contains { $0.verdict.secret == .material }
            let kinds = Set(group.items.flatMap { $0.verdict.secrets.map(\.kind) }).sorted()
            let what = kinds.isEmpty ? "a secret" : kinds.joined(separator: ", ")
            return Finding(
                subject: group.subject.id,
                question: "May every user of this machine read the secrets in "
                    + "\(group.subject.shortPath)?",
                why: group.isMany
                    ? "\(group.items.count) files here with \(what) are readable by all"
                    : "its mode is \(ModeText.text(group.items[0].mode)) and it holds \(what)",
                severity: isKey ? .high : group.isMany ? .low : .medium,
                evidence: group.items[0].verdict.evidence, count: group.items.count)
        }
    }
}
