import Knowledge
import Recognition
import Vocabulary

extension Scan {
    /// The insides of containers, judged like any other root: what the host's documents say of its
    /// own paths means nothing there.
    func judged(_ insides: [Insides.Inside]) -> [JudgedInside] {
        let classifier = Classifier(catalogue, isDeep: isDeep)
        return insides.filter { $0.place.coverage[0].looked }.map { inside in
            guard let table = inside.table else { return JudgedInside(inside: inside, found: nil) }
            let documents = ScannedDocuments(tables: [table], owner: nil) { path, limit in
                inside.texts[path].flatMap { $0.count <= limit ? $0 : nil }
            }
            return JudgedInside(
                inside: inside,
                found: classifier.classify(table, documents: documents, hearsay: Hearsay()))
        }
    }
}

/// The inside of a container with what was concluded about it.
struct JudgedInside {
    let inside: Insides.Inside
    /// Nil where nothing lasts of its layer.
    let found: Classification?

    /// Adds it to an inventory: the place, its accounts, and databases as stores within the layer.
    func add(to rest: inout Inventory) {
        guard let found else {
            rest.totals.append(Totals(place: inside.place.id, root: "/"))
            return
        }
        rest.rollups += found.rollups
        rest.excluded += found.classified.table.excluded
        rest.problems += found.classified.table.problems
        rest.totals.append(found.classified.totals)
        weigh(found.classified, in: &rest)
        for store in found.stores { add(store, to: &rest) }
    }

    /// The layer is worth what the worthiest thing in it is, now that its content was seen.
    private func weigh(_ classified: ClassifiedTable, in rest: inout Inventory) {
        guard let index = rest.stores.firstIndex(where: { $0.id == inside.layer }) else { return }
        let table = classified.table
        var bytes: UInt64 = 0
        var worst = rest.stores[index].itemClass
        for record in table.records.indices where table.records[record].type == .file {
            bytes += table.records[record].size
            let verdict = classified.verdicts[Int(classified.verdictOfRecord[record])]
            worst = max(worst, verdict.itemClass)
        }
        rest.stores[index].itemClass = worst
        rest.stores[index].bytes = (rest.stores[index].bytes ?? 0) + bytes
    }

    private func add(_ found: Store, to rest: inout Inventory) {
        var store = found
        store.within = inside.layer.isEmpty ? nil : inside.layer
        rest.stores.append(store)
        guard let index = rest.services.firstIndex(where: { $0.id == inside.service }) else {
            return
        }
        rest.services[index].stores = Set(rest.services[index].stores + [store.id]).sorted()
        rest.services[index].holdsState = true
        rest.dependencies.append(
            Dependency(
                from: inside.service, to: store.id, kind: .data, evidence: store.evidence))
    }
}
