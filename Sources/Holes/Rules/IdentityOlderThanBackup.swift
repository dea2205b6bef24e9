import Vocabulary

extension Rule {
    /// A live self that a copy kept aside has overtaken.
    static let identityOlderThanBackup = Rule(
        "BP0105", "identity-older-than-backup", "Is the live self the newest one?"
    ) { facts in
        let copies = facts.items(.copy).filter { $0.type == .file }
        let byName = Dictionary(grouping: copies) { SelfName.of($0.path) }
        return facts.items(.identity).compactMap { item in
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
        let name = path.bytes[(path.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
        let lower = name.contains { $0 >= 0x80 } ? lowered(name) : folded(name)
        var kept: [UInt8] = []
        var count = 0
        for part in lower.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        where count < 2 && !samples.contains(where: { part.elementsEqual($0) }) {
            if count > 0 { kept.append(UInt8(ascii: ".")) }
            kept += part
            count += 1
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private static let samples = ["example", "sample", "template"].map { Array($0.utf8) }

    /// In lower case and without `~`, where all of it is ASCII.
    private static func folded(_ name: ArraySlice<UInt8>) -> [UInt8] {
        name.compactMap { byte in
            if byte == UInt8(ascii: "~") { return nil }
            return (0x41...0x5A).contains(byte) ? byte + 32 : byte
        }
    }

    private static func lowered(_ name: ArraySlice<UInt8>) -> [UInt8] {
        String(decoding: name, as: UTF8.self).lowercased().utf8.filter { $0 != UInt8(ascii: "~") }
    }
}
