import Knowledge

/// Which of the places that artefacts ask for a folder is: bits, decided once for each folder.
struct PlaceMarks {
    /// Patterns that the folder's own path ends with.
    var within: [Int] = []
    /// Patterns that stand somewhere in its path: its parent's and its own.
    var under: [Int] = []

    /// Adds a pattern that the folder's own path ends with.
    mutating func note(within number: Int) {
        if !within.contains(number) { within.append(number) }
    }

    /// Adds a pattern that stands somewhere in its path.
    mutating func note(under number: Int) {
        if !under.contains(number) { under.append(number) }
    }

    /// Adds the marks of another name of the same folder.
    mutating func formUnion(_ other: PlaceMarks) {
        for number in other.within { note(within: number) }
        for number in other.under { note(under: number) }
    }
}

/// The places that artefacts ask for (`within`, `under`, `notUnder`), each with a number.
///
/// Trying every artefact's patterns on the text of every folder's path was most of the time of a
/// classification; a folder now looks up its last segment and inherits the rest.
struct PlaceIndex {
    /// What one artefact asks of the folder, by numbers.
    struct Wish {
        var within: [Int] = []
        var under: [Int] = []
        var notUnder: [Int] = []
    }

    /// A pattern's segments and its number.
    private struct Pattern {
        let segments: [String]
        let number: Int
        /// The last segment's bytes: it decides most often.
        let last: [UInt8]
    }

    private(set) var wishes: [Wish] = []
    private var numbers: [String: Int] = [:]
    private var byLastSegment: [String: [Pattern]] = [:]
    private var wild: [Pattern] = []

    init(_ artefacts: [Artefact]) {
        for artefact in artefacts {
            var wish = Wish()
            wish.within = artefact.match.within.map { number(of: $0) }
            wish.under = artefact.match.under.map { number(of: $0) }
            wish.notUnder = artefact.match.notUnder.map { number(of: $0) }
            wishes.append(wish)
        }
    }

    private mutating func number(of text: String) -> Int {
        if let known = numbers[text] { return known }
        let segments = text.split(separator: "/").map(String.init)
        let pattern = Pattern(
            segments: segments, number: numbers.count, last: Array((segments.last ?? "").utf8))
        numbers[text] = pattern.number
        if let last = pattern.segments.last, !last.contains("*") {
            byLastSegment[last, default: []].append(pattern)
        } else {
            wild.append(pattern)
        }
        return pattern.number
    }

    /// The marks of a folder with that path from the root, below a folder with those marks.
    func marks(_ segments: [String], below parent: PlaceMarks) -> PlaceMarks {
        var marks = PlaceMarks(within: [], under: parent.under)
        guard let last = segments.last else { return marks }
        for pattern in byLastSegment[last] ?? [] where Self.ends(segments, with: pattern.segments) {
            marks.note(within: pattern.number)
            if Self.endsExactly(segments, with: pattern.segments) {
                marks.note(under: pattern.number)
            }
        }
        let bytes = Array(last.utf8)
        for pattern in wild
        where NameIndex.fits(bytes, pattern.last) && Self.ends(segments, with: pattern.segments) {
            marks.note(within: pattern.number)
            if Self.endsExactly(segments, with: pattern.segments) {
                marks.note(under: pattern.number)
            }
        }
        return marks
    }

    /// Whether a folder of those marks is where an artefact is looked for, its neighbours aside.
    func holds(_ artefact: Int, _ marks: PlaceMarks) -> Bool {
        if !wishes[artefact].within.isEmpty {
            if marks.within.isEmpty { return false }
            guard wishes[artefact].within.contains(where: marks.within.contains) else {
                return false
            }
        }
        if marks.under.isEmpty { return wishes[artefact].under.isEmpty }
        if !wishes[artefact].under.isEmpty,
            !wishes[artefact].under.contains(where: marks.under.contains)
        {
            return false
        }
        return wishes[artefact].notUnder.isEmpty
            || !wishes[artefact].notUnder.contains(where: marks.under.contains)
    }

    /// Whether a path ends with a pattern's segments; `*` in a segment stands for any run.
    private static func ends(_ segments: [String], with pattern: [String]) -> Bool {
        let start = segments.count - pattern.count
        guard start >= 0 else { return false }
        for at in pattern.indices.reversed() {
            let (segment, want) = (segments[start + at], pattern[at])
            guard
                want == segment || want == "*"
                    || want.contains("*")
                        && NameIndex.fits(Array(segment.utf8), Array(want.utf8))
            else { return false }
        }
        return true
    }

    private static func endsExactly(_ segments: [String], with pattern: [String]) -> Bool {
        segments.suffix(pattern.count).elementsEqual(pattern)
    }
}
