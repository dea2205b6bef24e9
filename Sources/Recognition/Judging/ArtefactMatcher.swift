import Knowledge
import Vocabulary

/// Chooses the artefact that says most about an entry.
struct ArtefactMatcher {
    let index: NameIndex
    let places: PlaceIndex
    /// Those of folders that are known by what they hold.
    private let holders: [Artefact]

    init(_ catalogue: Catalogue) {
        index = NameIndex(catalogue.artefacts)
        places = PlaceIndex(catalogue.artefacts)
        holders = catalogue.artefacts.filter { !$0.match.holding.isEmpty }
    }

    /// Artefacts that any name in this folder fits.
    func local(_ context: FolderContext, siblings: () -> Set<String>) -> [Int] {
        index.anyName.filter { holdsPlace($0, context, siblings) }
    }

    /// The best artefact for an entry: definite before prior, then the more conditions it meets,
    /// then the earlier declaration. Nil where none fits.
    func best(
        name: String, bytes: [UInt8], type: ItemType, size: UInt64, signature: String?,
        context: FolderContext, local: [Int], siblings: () -> Set<String>
    ) -> Artefact? {
        var best: (score: Int, index: Int)?
        for candidate in index.fitting(name, bytes, signature: signature) + local {
            let artefact = index.artefacts[candidate]
            let match = artefact.match
            guard match.holding.isEmpty, match.isFolder == (type == .folder),
                !match.isEmpty || size == 0,
                !match.notSuffixes.contains(where: { name.hasSuffix($0) })
            else { continue }
            if !match.signatures.isEmpty, signature.map({ match.signatures.contains($0) }) != true {
                continue
            }
            guard holdsPlace(candidate, context, siblings) else { continue }
            let score = self.score(artefact, name)
            if let known = best,
                known.score > score || known.score == score && known.index <= candidate
            {
                continue
            }
            best = (score, candidate)
        }
        return best.map { index.artefacts[$0.index] }
    }

    /// The artefact of a folder that is known by what it holds; `entries` are lower case.
    func holding(_ entries: (String) -> Bool) -> Artefact? {
        holders.first { $0.match.holding.contains(where: entries) }
    }

    private func score(_ artefact: Artefact, _ name: String) -> Int {
        let match = artefact.match
        var score = artefact.isPrior ? 0 : 1000
        if match.names.contains(name) {
            score += 300
        } else if !match.suffixes.isEmpty, match.suffixes.contains(where: { name.hasSuffix($0) }) {
            score += 100
        } else if match.globs.contains(where: { $0 != "*" }) {
            score += 200
        }
        if !match.within.isEmpty { score += 160 }
        if !match.under.isEmpty { score += 130 }
        if !match.beside.isEmpty { score += 50 }
        if !match.signatures.isEmpty { score += 150 }
        if artefact.itemClass == .identity && !artefact.isPrior { score += 100 }
        return score
    }

    private func holdsPlace(
        _ candidate: Int, _ context: FolderContext, _ siblings: () -> Set<String>
    ) -> Bool {
        guard places.holds(candidate, context.marks) else { return false }
        let beside = index.artefacts[candidate].match.beside
        if beside.isEmpty { return true }
        let names = siblings()
        return beside.contains { names.contains($0) }
    }
}
