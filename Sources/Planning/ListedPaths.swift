internal import Vocabulary

/// Compares the list of what a step copies with what is there today.
struct ListedPaths {
    /// What the step rests on.
    let evidence: [Evidence]
    /// Paths of the plan's list.
    let planned: Set<PathBytes>
    /// Paths a plan made today would list.
    let present: Set<PathBytes>

    /// The list that belongs to an export step.
    static func file(ofStep id: String) -> String {
        "files/lists/" + (id.split(separator: "/").last.map(String.init) ?? "")
    }

    /// The paths of a list's bytes.
    static func paths(_ bytes: [UInt8]) -> Set<PathBytes> {
        Set(bytes.split(separator: 0).map { PathBytes($0.dropFirst(2)) })
    }

    /// What is no longer so, in a clause each. `items` are those of the list's root, by path.
    func changes(_ items: [PathBytes: Item]) -> [String] {
        var out: [String] = []
        let gone = planned.subtracting(present)
        if !gone.isEmpty { out.append("no longer there: \(Self.named(gone))") }
        let new = present.subtracting(planned).filter { path in
            !(items[path].map(isTakenAnyway) ?? true)
        }
        if !new.isEmpty { out.append("the plan would not copy: \(Self.named(new))") }
        return out
    }

    /// Whether the export would find a new item in a bed of growth: as one of those that are added
    /// there, or as a folder for some.
    private func isTakenAnyway(_ item: Item) -> Bool {
        let beds = evidence.filter { $0.rule == PlanFacts.growthRule }.map(\.says)
        if item.type != .folder {
            return GrowthBed.grows(item)
                && beds.contains(where: GrowthBed.sayings(for: item).contains)
        }
        let isOnTheWay = present.contains { $0 != item.path && $0.isWithin(item.path) }
        return isOnTheWay || beds.contains { $0.hasPrefix("./\(item.path.text)/**/") }
    }

    private static func named(_ paths: Set<PathBytes>) -> String {
        let shown = paths.sorted().prefix(3).map(\.text).joined(separator: ", ")
        return paths.count > 3 ? "\(shown) and \(paths.count - 3) more" : shown
    }
}
