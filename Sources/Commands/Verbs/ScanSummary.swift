import Faces
import Knowledge
import Survey
import Vocabulary

/// What a scan prints: made without making an item of every convenience.
struct ScanSummary {
    /// The page.
    let text: String

    init(_ found: Scan.Found, key: SecretKey?, _ session: Session) {
        var inventory = found.rest
        var unlisted = Summary.Count(.convenience)
        inventory.items.reserveCapacity(found.tables.reduce(0) { $0 + $1.table.records.count + 1 })
        for table in found.tables {
            inventory.items.append(table.rootItem(key: key))
            for item in table.items(key: key) where !item.path.isEmpty {
                if item.verdict.itemClass == .convenience {
                    unlisted.items += 1
                    unlisted.bytes += item.size
                } else {
                    inventory.items.append(item)
                }
            }
        }
        let holes = OpenQuestions.open(inventory, session)
        text = Summary(inventory, convenience: unlisted, holes: holes).text(in: session.paint)
    }
}
