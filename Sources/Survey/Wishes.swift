import Places
import Vocabulary

/// What a scan wants to read of a place far away: noted first, fetched together.
final class Wishes {
    /// The most bytes fetched at once.
    private static let budget: UInt64 = 256 << 20

    private let place: any PlaceAccess
    private let tables: [FileTable]
    private var known: [PathBytes: [UInt8]?] = [:]
    private var wished: [PathBytes: Wanted] = [:]

    init(_ place: any PlaceAccess, _ tables: [FileTable]) {
        self.place = place
        self.tables = tables
    }

    /// The content of a file where it is known by now; otherwise a wish is noted.
    func bytes(of path: PathBytes, limit: Int) -> [UInt8]? {
        if let known = known[path] { return known }
        if let kept = place.atHand(path), kept.count <= limit { return kept }
        if let wanted = Scan.wanted(path, tables), size(of: wanted) <= UInt64(limit) {
            wished[path] = wanted
        }
        return nil
    }

    /// Fetches what was wished, in one go; false where nothing was.
    func fulfil(limit: Int) -> Bool {
        guard !wished.isEmpty else { return false }
        var bytes: UInt64 = 0
        var wanted: [Wanted] = []
        for (_, wish) in wished.sorted(by: { $0.key < $1.key }) {
            bytes += size(of: wish)
            if bytes > Self.budget, !wanted.isEmpty { break }
            wanted.append(wish)
        }
        wished = [:]
        let found = place.read(wanted, limit: limit)
        for wish in wanted { known[wish.absolute] = .some(found[wish.absolute]) }
        return true
    }

    private func size(of wanted: Wanted) -> UInt64 {
        guard let table = tables.first(where: { $0.root == wanted.root }) else { return 0 }
        if wanted.path.isEmpty { return table.rootRecord.size }
        return table.record(at: wanted.path).map { table.records[$0].size } ?? 0
    }
}

extension Scan {
    /// How often what was read may lead to more that is to be read.
    private static let rounds = 12

    /// Runs the scan on a place far away: a root that fails is a gap where others do not.
    func far(
        _ place: some PlaceAccess, _ view: RunningView?, _ examiner: any ContentExaminer,
        _ previous: (PathBytes) -> FileTable?
    ) throws(PlacesError) -> Found {
        var tables: [FileTable] = []
        var failures: [(root: PathBytes, error: PlacesError)] = []
        let asked = roots.map { RootToWalk(root: $0, previous: previous($0)) }
        let walked = place.walk(asked, options: options, examiner: examiner)
        for (root, outcome) in zip(roots, walked) {
            switch outcome {
            case .success(let table): tables.append(table)
            case .failure(let error): failures.append((root, error))
            }
        }
        if tables.isEmpty, let first = failures.first { throw first.error }
        var found = gathered(tables, place, view, examiner)
        for (root, error) in failures {
            found.rest.problems.append(
                Problem(place: place.id, path: root, what: error.message, code: error.code))
            let gap = Place.Coverage.Gap(what: root.text, why: error.message)
            let files = found.rest.places[0].coverage.firstIndex { $0.scope == "files" }
            if let files { found.rest.places[0].coverage[files].missing.append(gap) }
        }
        return found
    }

    /// Puts a far place's inventory together: what it wants to read is fetched and the work begun
    /// anew, until nothing is wanted any more. The round trips grow with how deep files refer to
    /// files, not with how many there are.
    func gathered(
        _ tables: [FileTable], _ place: some PlaceAccess, _ view: RunningView?,
        _ examiner: any ContentExaminer
    ) -> Found {
        let wishes = Wishes(place, tables)
        let seen = view.map { running(tables, at: place, $0, examiner) }
        var found = assemble(tables, documents(tables, wishes), place, seen)
        for _ in 0..<Self.rounds where wishes.fulfil(limit: ScannedDocuments.limit) {
            found = assemble(tables, documents(tables, wishes), place, seen)
        }
        return found
    }

    private func documents(_ tables: [FileTable], _ wishes: Wishes) -> ScannedDocuments {
        ScannedDocuments(tables: tables, owner: nil) { path, limit in
            wishes.bytes(of: path, limit: limit)
        }
    }
}
