import Vocabulary

/// The sums a summary is made of.
enum SummaryCounts {
    /// The order in which classes are told: what costs most to miss first.
    static let order: [ItemClass] = [.identity, .state, .config, .unknown, .convenience]

    static func counts(of inventory: Inventory, unlisted: [Summary.Count]) -> [Summary.Count] {
        var listed = order.map { Summary.Count($0) }
        let items = inventory.items
        for at in items.indices {
            guard let place = order.firstIndex(of: items[at].verdict.itemClass) else { continue }
            listed[place].items += 1
            if items[at].type == .file { listed[place].bytes += items[at].size }
        }
        var counts = Dictionary(uniqueKeysWithValues: listed.map { ($0.itemClass, $0) })
        for rollup in inventory.rollups {
            counts[rollup.itemClass]?.items += rollup.files + rollup.folders + rollup.other
            counts[rollup.itemClass]?.bytes += rollup.bytes
        }
        for count in unlisted {
            counts[count.itemClass]?.items += count.items
            counts[count.itemClass]?.bytes += count.bytes
        }
        return order.compactMap { counts[$0] }
    }

    /// Stores that live as long as their container does.
    static func fleeting(stores: [Store], services: [Service]) -> [Summary.Fleeting] {
        stores.filter { store in
            switch store.kind {
            case .anonymous, .layer, .tmpfs: store.itemClass.isLoadBearing
            case .volume, .bind, .file, .database: false
            }
        }.map { store in
            Summary.Fleeting(
                store: store, owners: services.filter { $0.stores.contains(store.id) })
        }
    }
}
