import Vocabulary

extension Rule {
    /// A live self that a copy kept aside has overtaken.
    static let identityOlderThanBackup = Rule(
        "BP0105", "identity-older-than-backup", "Is the live self the newest one?"
    ) { facts in
        let copies = facts.inventory.items.filter {
            $0.type == .file && $0.verdict.speaks("copy.archive")
        }
        let byName = Dictionary(grouping: copies) { SelfName.of($0.path) }
        return facts.inventory.items.compactMap { item in
            guard item.verdict.itemClass == .identity, item.verdict.secret != .material,
                item.type == .file,
                let newest = byName[SelfName.of(item.path)]?.max(by: {
                    ($0.modified, $0.id) < ($1.modified, $1.id)
                }),
                newest.modified - item.modified > SelfName.hour, newest.digest != item.digest,
                newest.place == item.place
            else { return nil }
            return Finding(
                subject: item.id,
                question: "Is \(item.shortPath) the self to keep, or is a copy newer?",
                why: "\(newest.shortPath) was written after it and differs from it",
                severity: .high,
                evidence: [
                    Evidence(
                        .observed, rule: "identity.older-than-backup",
                        says: "\(Timestamp.text(nanoseconds: newest.modified)) after "
                            + Timestamp.text(nanoseconds: item.modified), at: newest.shortPath)
                ])
        }
    }
}

/// The name a copy was made under.
enum SelfName {
    /// Copies made or unpacked together lie closer than this, in nanoseconds.
    static let hour: Int64 = 3_600_000_000_000

    /// `soul.md` for `backups/old/SOUL.md`, `SOUL.md.bak-20260911`, `SOUL.md~` and
    /// `SOUL.example.md`.
    static func of(_ path: PathBytes) -> String {
        let parts = path.name.text.lowercased().replacing("~", with: "")
            .split(separator: ".", omittingEmptySubsequences: false)
            .filter { !["example", "sample", "template"].contains($0) }
        return parts.prefix(2).joined(separator: ".")
    }
}
