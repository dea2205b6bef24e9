import Places
import Vocabulary

extension Scan.Found {
    /// Whether the scan was told to end before it was done.
    public var isStopped: Bool {
        rest.problems.contains { $0.code == PlacesError.stopped("").code }
    }

    /// Says what a stopped scan of one place did not come to.
    ///
    /// - Parameters:
    ///   - missed: roots that were not looked at at all.
    ///   - wasAsking: whether what runs was being asked for, which may have been cut short.
    mutating func tellStop(_ missed: [PathBytes], wasAsking: Bool) {
        guard let place = rest.places.first else { return }
        let why = PlacesError.stopped(place.id)
        var gaps = missed.map { Place.Coverage.Gap(what: $0.text, why: PlacesError.stoppedWords) }
        rest.problems += missed.map {
            Problem(place: place.id, path: $0, what: PlacesError.stoppedWords, code: why.code)
        }
        gaps += tables.map(\.table).filter(\.isStopped).flatMap(\.undone).map {
            Place.Coverage.Gap(what: $0, why: PlacesError.stoppedWords)
        }
        guard !gaps.isEmpty || wasAsking else { return }
        if gaps.isEmpty {
            rest.problems.append(
                Problem(place: place.id, path: nil, what: PlacesError.stoppedWords, code: why.code))
        }
        if let files = place.coverage.firstIndex(where: { $0.scope == "files" }) {
            rest.places[0].coverage[files].missing += gaps
        }
        rest.snapshot.scope = Set(
            rest.snapshot.scope + missed.map { "\(place.id):\($0.text)" }
        ).sorted()
        rest.sort()
    }

    /// Takes over what an earlier inventory knew of places that were looked at in part.
    mutating func keepUnseen(of places: Set<String>, from earlier: Inventory) {
        func missing<Element>(
            _ old: [Element], _ new: [Element], of place: (Element) -> String,
            _ id: (Element) -> String
        ) -> [Element] {
            let known = Set(new.map(id))
            return old.filter { element in
                !known.contains(id(element))
                    && places.contains { "\(place(element))/".hasPrefix("\($0)/") }
            }
        }
        rest.services += missing(earlier.services, rest.services, of: \.place, \.id)
        rest.stores += missing(earlier.stores, rest.stores, of: \.id, \.id)
        rest.dependencies += missing(earlier.dependencies, rest.dependencies, of: \.from) {
            [$0.from, $0.to, $0.kind.rawValue].joined(separator: " ")
        }
        rest.places += missing(earlier.places, rest.places, of: \.id, \.id)
        for table in tables.map(\.table) {
            rest.excluded += earlier.excluded.filter { left in
                left.place == table.place && left.root == table.root
                    && table.keptFolders.contains { left.path.isWithin($0) }
            }
        }
    }
}

extension FileTable {
    /// What a stopped walk did not come to, in words.
    fileprivate var undone: [String] {
        let unread = records.count { $0.flags & FileRecord.Flag.unread != 0 }
        var words = unread == 0 ? [] : ["\(unread) files and folders below \(root.text)"]
        if !keptFolders.isEmpty {
            words.append(
                "\(keptFolders.count) folders below \(root.text), of which what was known stands")
        }
        return words
    }
}
