import Knowledge
import Vocabulary

extension Rule {
    /// A self of which only a copy or a template is left.
    static let identityOnlyInCopy = Rule(
        "BP0110", "identity-only-in-copy", "Where is the self that this was copied from?"
    ) { facts in
        LostSelves(facts).all.map { lost in
            let newest = lost.remains.max { ($0.modified, $0.id) < ($1.modified, $1.id) }
            let isCopy = lost.remains.contains { $0.verdict.speaks("copy.archive") }
            let left = newest?.shortPath ?? ""
            return Finding(
                subject: lost.id, question: "Where is \(lost.path.text)?",
                why: isCopy
                    ? "a copy of it is kept at \(left), and it is not there: its agent runs without it"
                    : "its template lies at \(left), and it is not there: it was never filled in, "
                        + "or is lost",
                severity: isCopy ? .high : .medium,
                evidence: lost.remains.prefix(5).map { item in
                    Evidence(
                        .observed, rule: "identity.only-in-copy",
                        says: "last written \(Timestamp.text(nanoseconds: item.modified))",
                        at: item.shortPath)
                })
        }
    }
}

/// Files that a runtime would load at every run, of which a workspace has only what was made from
/// them or for them.
private struct LostSelves {
    /// One such file.
    struct Lost {
        /// The id it would have.
        let id: String
        /// Where it would lie below its root.
        let path: PathBytes
        /// Copies and templates of it.
        let remains: [Item]
    }

    private let facts: SystemFacts
    private let names: Set<String>
    /// Folders in which a self is in use.
    private var homes: Set<String> = []
    /// Folder and name, lower case, of everything that is no copy and no sample.
    private var live: [String: [PathBytes]] = [:]

    init(_ facts: SystemFacts) {
        self.facts = facts
        let loaded = facts.catalogue.artefacts.filter { $0.itemClass == .identity && $0.isLoaded }
        names = Set(loaded.flatMap(\.match.names))
        let known = Set(loaded.map(\.id))
        for item in facts.items([.selfName, .identity])
        where !Self.isRemains(item) && item.type != .folder {
            let name = SelfName.of(item.path)
            if names.contains(name) {
                live[Self.key(item, name), default: []].append(item.path)
            }
            if item.verdict.itemClass == .identity,
                item.verdict.evidence.contains(where: { known.contains($0.rule) })
            {
                homes.insert(Self.key(item, item.path.folder.text))
            }
        }
        for left in facts.inventory.excluded {
            let name = left.path.name.text.lowercased()
            live["\(left.place):\(left.root.text) \(name)", default: []].append(left.path)
        }
    }

    /// By path, each with all that is left of it.
    var all: [Lost] {
        var found: [String: Lost] = [:]
        for item in facts.items([.copy, .sample]) where Self.isRemains(item) && item.size > 0 {
            let name = SelfName.of(item.path)
            guard item.type == .file, names.contains(name), let home = home(of: item),
                !(live[Self.key(item, name)] ?? []).contains(where: { $0.isWithin(home) })
            else { continue }
            let path = home.appending(Self.name(item))
            let id = Identifiers.item(place: item.place, root: item.root, path: path)
            let remains = (found[id]?.remains ?? []) + [item]
            found[id] = Lost(id: id, path: found[id]?.path ?? path, remains: remains)
        }
        return found.values.sorted { $0.id < $1.id }
    }

    /// The nearest folder at or above a copy in which a self is in use; a template's own only.
    private func home(of item: Item) -> PathBytes? {
        var folder = item.path.folder
        let isSample = item.verdict.speaks("name.sample")
        while !homes.contains(Self.key(item, folder.text)) {
            if folder.isEmpty || isSample { return nil }
            folder = folder.folder
        }
        return folder
    }

    /// The name as it was written, without what makes it a copy or a sample.
    private static func name(_ item: Item) -> String {
        let parts = item.path.name.text.replacing("~", with: "")
            .split(separator: ".", omittingEmptySubsequences: false)
            .filter { !["example", "sample", "template"].contains($0.lowercased()) }
        return parts.prefix(2).joined(separator: ".")
    }

    private static func isRemains(_ item: Item) -> Bool {
        (item.verdict.speaks("copy.archive") || item.verdict.speaks("name.sample"))
            && !item.verdict.speaks("place.vendored")
    }

    private static func key(_ item: Item, _ rest: String) -> String {
        "\(item.place):\(item.root.text) \(rest)"
    }
}
