import Faces
import Holes
import Knowledge
import Survey
import Vocabulary

/// What a scan prints: made without making an item of whatever is only counted.
struct ScanSummary {
    /// The page.
    let text: String

    init(_ found: Scan.Found, key: SecretKey?, _ session: Session) {
        var inventory = found.rest
        var unlisted: [Summary.Count] = []
        for table in found.tables {
            var items = table.items(key: key)
            let counted = Counted(table)
            while let item = items.next(where: { !counted.holds($0) }) {
                inventory.items.append(item)
            }
            unlisted += counted.counts
        }
        let holes = OpenQuestions.open(inventory, session)
        text = Summary(inventory, unlisted: unlisted, holes: holes).text(in: session.paint)
    }
}

/// The records of a table that a summary only counts: conveniences, and files that it does not name
/// and no rule asks about.
private struct Counted {
    /// How much of it there is, by class.
    private(set) var counts: [Summary.Count]
    private var isCounted: [Bool]

    init(_ source: ClassifiedTable) {
        let quiet = QuietFiles(source)
        let isConvenience = source.verdicts.map { $0.itemClass == .convenience }
        let isNamed = source.verdicts.map(Summary.names)
        var counts = source.verdicts.map { Summary.Count($0.itemClass) }
        isCounted = source.table.records.indices.map { index in
            let verdict = Int(source.verdictOfRecord[index])
            guard source.dispositions[index] == .listed,
                isConvenience[verdict] || !isNamed[verdict] && quiet.isQuiet(index)
            else { return false }
            let record = source.table.records[index]
            counts[verdict].items += 1
            if record.type == .file { counts[verdict].bytes += record.size }
            return true
        }
        self.counts = counts.filter { $0.items > 0 }
    }

    func holds(_ record: Int) -> Bool { isCounted[record] }
}
