import Vocabulary

/// Keeps each distinct verdict once; entries point to it.
struct VerdictTable {
    private(set) var all: [Verdict] = []
    /// Whether each is of a copy, a sample or what others installed: its text is not weighed.
    private(set) var isFixed: [Bool] = []
    private var indices: [Verdict: UInt32] = [:]
    private var byArtefact: [Key: UInt32] = [:]

    /// What most verdicts depend on: the artefact and the adjustments made to it.
    struct Key: Hashable {
        /// Its index; -1 where there is none.
        let artefact: Int
        let adjustment: Adjustment
        let finding: UInt32
    }

    /// Everything about an entry that its verdict depends on besides artefact and finding.
    struct Adjustment: Hashable {
        /// Yes and no, one bit each.
        var signs: UInt16 = 0
        var archive: String?
        var vendor: String?
    }

    /// The index of a verdict.
    mutating func index(of verdict: Verdict) -> UInt32 {
        if let known = indices[verdict] { return known }
        let index = UInt32(all.count)
        all.append(verdict)
        isFixed.append(
            verdict.evidence.contains {
                ["copy.archive", "name.sample", "place.vendored"].contains($0.rule)
            })
        indices[verdict] = index
        return index
    }

    /// The index of the verdict a key leads to, made at most once.
    mutating func index(_ key: Key, make: () -> Verdict) -> UInt32 {
        if let known = byArtefact[key] { return known }
        let index = index(of: make())
        byArtefact[key] = index
        return index
    }
}
