import Vocabulary

extension Rule {
    /// A live self whose bytes are a template's.
    static let identityEqualsTemplate = Rule(
        "BP0103", "identity-equals-template", .medium,
        why: "a self equal to its template has never been written, or was overwritten by an update"
    ) { sight in
        let samples = sight.inventory.items.filter {
            $0.has(rule: "name.sample") && $0.digest != nil
        }
        let digests = Dictionary(
            samples.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        return sight.identities.compactMap { item in
            guard let digest = item.digest, let sample = digests[digest], item.size > 0 else {
                return nil
            }
            return Asking(
                subject: item.id,
                question: "Is \(item.shown) meant to be its template, byte for byte?",
                evidence: [
                    Evidence(
                        .observed, rule: "identity.template", says: "equal to \(sample.shown)",
                        at: sample.path.text)
                ])
        }
    }

    /// A live self with nothing in it.
    static let identityEmpty = Rule(
        "BP0104", "identity-empty", .high,
        why: "an agent whose self is empty starts as somebody else, without an error"
    ) { sight in
        let names: Set<String> = [
            "soul.md", "identity.md", "user.md", "memory.md", "agents.md", "claude.md", "gemini.md",
        ]
        let empty = sight.inventory.items.filter { item in
            item.type == .file && item.size == 0
                && (item.verdict.itemClass == .identity
                    || names.contains(item.path.name.text.lowercased())
                        && !item.has(rule: "copy.archive"))
        }
        return empty.map { item in
            Asking(
                subject: item.id, question: "Why is \(item.shown) empty?",
                evidence: [Evidence(.observed, rule: "identity.empty", says: "0 bytes")])
        }
    }

    /// A live self older, or much smaller, than a copy kept of it.
    static let identityOlderThanBackup = Rule(
        "BP0105", "identity-older-than-backup", .high,
        why: "the newest words may be in the copy; moving the live file alone would lose them"
    ) { sight in
        let copies = Dictionary(
            grouping: sight.inventory.items.filter {
                $0.type == .file && $0.has(rule: "copy.archive")
            }
        ) { Self.stem($0.path.name.text) }
        return sight.identities.compactMap { item in
            guard
                let newest = copies[Self.stem(item.path.name.text)]?.max(by: {
                    $0.modified < $1.modified
                })
            else { return nil }
            let minute: Int64 = 60_000_000_000
            guard newest.digest != item.digest, newest.modified > item.modified + minute else {
                return nil
            }
            return Asking(
                subject: item.id,
                question: "Which is right: \(item.shown), or its newer copy \(newest.shown)?",
                evidence: [
                    Evidence(
                        .observed, rule: "identity.newer-copy", says: "the copy was written later",
                        at: newest.path.text)
                ])
        }
    }

    /// `SOUL.md` of `SOUL.md.bak-2026`, lower case.
    private static func stem(_ name: String) -> String {
        let lower = name.lowercased()
        guard let end = lower.firstRange(of: ".md") else { return lower }
        return String(lower[..<end.upperBound])
    }
}
