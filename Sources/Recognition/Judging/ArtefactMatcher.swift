import Knowledge
import Vocabulary

/// Chooses the artefact that says most about an entry.
struct ArtefactMatcher {
    let index: NameIndex
    let places: PlaceIndex
    /// What each artefact asks besides its name, in plain words.
    private let demands: [Demand]
    /// Those of folders that are known by what they hold.
    private let holders: [Artefact]

    /// What an artefact asks of an entry, and its score where the entry has it.
    private struct Demand {
        let isFolder: Bool
        let isEmpty: Bool
        let isSigned: Bool
        let isBeside: Bool
        let isHolder: Bool
        let score: Int

        init(_ artefact: Artefact) {
            let match = artefact.match
            isFolder = match.isFolder
            isEmpty = match.isEmpty
            isSigned = !match.signatures.isEmpty
            isBeside = !match.beside.isEmpty
            isHolder = !match.holding.isEmpty
            var score = artefact.isPrior ? 0 : 1000
            if !match.within.isEmpty { score += 160 }
            if !match.under.isEmpty { score += 130 }
            if isBeside { score += 50 }
            if isSigned { score += 150 }
            if artefact.itemClass == .identity && !artefact.isPrior { score += 100 }
            self.score = score
        }
    }

    /// An entry to choose for, besides its name.
    struct Entry {
        let isFolder: Bool
        let size: UInt64
        let signature: String?
    }

    init(_ catalogue: Catalogue) {
        index = NameIndex(catalogue.artefacts)
        places = PlaceIndex(catalogue.artefacts)
        demands = catalogue.artefacts.map(Demand.init)
        holders = catalogue.artefacts.filter { !$0.match.holding.isEmpty }
    }

    /// Artefacts that any name in this folder fits.
    func local(_ context: FolderContext, siblings: () -> Set<String>) -> [Int] {
        index.anyName.filter { holdsPlace($0, context, siblings) }
    }

    /// Artefacts that fit a name, lower case, with what the name adds to their score.
    func fitting(_ name: String) -> [(candidate: Int, score: Int)] {
        index.fitting(name, Array(name.utf8)).compactMap { candidate in
            isOther(candidate, name) ? nil : (candidate, score(candidate, name))
        }
    }

    /// The best artefact for an entry: definite before prior, then the more conditions it meets,
    /// then the earlier declaration. Nil where none fits; else its index.
    func best(
        _ name: NameBook.Facts, _ entry: Entry, context: FolderContext, local: [Int],
        siblings: () -> Set<String>
    ) -> Int? {
        var best: (score: Int, index: Int)?
        func weigh(_ candidate: Int, _ score: Int) {
            let score = score + demands[candidate].score
            if let best, best.score > score || best.score == score && best.index <= candidate {
                return
            }
            guard meets(candidate, entry), holdsPlace(candidate, context, siblings) else { return }
            best = (score, candidate)
        }
        for (candidate, score) in name.fitting { weigh(candidate, score) }
        if let signature = entry.signature {
            for candidate in index.signed(signature) where !isOther(candidate, name.text) {
                weigh(candidate, score(candidate, name.text))
            }
        }
        for candidate in local where !isOther(candidate, name.text) {
            weigh(candidate, score(candidate, name.text))
        }
        return best?.index
    }

    /// The artefact of a folder that is known by what it holds; `entries` are lower case.
    func holding(_ entries: (String) -> Bool) -> Artefact? {
        holders.first { $0.match.holding.contains(where: entries) }
    }

    /// Whether an artefact says that a name of this ending is not it.
    private func isOther(_ candidate: Int, _ name: String) -> Bool {
        index.artefacts[candidate].match.notSuffixes.contains { name.hasSuffix($0) }
    }

    private func meets(_ candidate: Int, _ entry: Entry) -> Bool {
        let demand = demands[candidate]
        guard !demand.isHolder, demand.isFolder == entry.isFolder,
            !demand.isEmpty || entry.size == 0
        else { return false }
        guard demand.isSigned else { return true }
        return entry.signature.map { index.artefacts[candidate].match.signatures.contains($0) }
            ?? false
    }

    /// What a name adds to an artefact's score.
    private func score(_ candidate: Int, _ name: String) -> Int {
        if index.artefacts[candidate].match.names.contains(name) { return 300 }
        if index.artefacts[candidate].match.suffixes.contains(where: { name.hasSuffix($0) }) {
            return 100
        }
        return index.artefacts[candidate].match.globs.contains { $0 != "*" } ? 200 : 0
    }

    private func holdsPlace(
        _ candidate: Int, _ context: FolderContext, _ siblings: () -> Set<String>
    ) -> Bool {
        guard places.holds(candidate, context.marks) else { return false }
        guard demands[candidate].isBeside else { return true }
        let names = siblings()
        return index.artefacts[candidate].match.beside.contains { names.contains($0) }
    }
}
