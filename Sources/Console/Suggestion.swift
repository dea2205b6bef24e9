/// What somebody may have meant.
public enum Suggestion {
    /// The candidate that takes the fewest slips of the finger to reach: at most one for every
    /// three letters. Ties go to the first in order. A word that begins a candidate counts as near.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let limit = max(1, word.count / 3)
        let scored = candidates.map { ($0, distance(Array(word), Array($0))) }
        if let best = scored.min(by: { $0.1 < $1.1 }), best.1 <= limit { return best.0 }
        guard word.count >= 2 else { return nil }
        return candidates.first { $0.hasPrefix(word) }
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var above = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var best = min(above[column + 1], current[column]) + 1
                best = min(best, above[column] + (isSame ? 0 : 1))
                let isSwap =
                    row > 0 && column > 0 && left[row] == right[column - 1]
                    && left[row - 1] == right[column]
                if isSwap { best = min(best, before[column - 1] + 1) }
                current.append(best)
            }
            (before, above) = (above, current)
        }
        return above[right.count]
    }
}
