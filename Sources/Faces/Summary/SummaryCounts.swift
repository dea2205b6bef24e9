import Vocabulary

/// The sums a summary is made of.
enum SummaryCounts {
    /// The order in which classes are told: what costs most to miss first.
    static let order: [ItemClass] = [.identity, .state, .config, .unknown, .convenience]

    static func counts(of inventory: Inventory, unlisted: Summary.Count) -> [Summary.Count] {
        var counts = Dictionary(uniqueKeysWithValues: order.map { ($0, Summary.Count($0)) })
        for item in inventory.items {
            counts[item.verdict.itemClass]?.items += 1
            if item.type == .file { counts[item.verdict.itemClass]?.bytes += item.size }
        }
        for rollup in inventory.rollups {
            counts[rollup.itemClass]?.items += rollup.files + rollup.folders + rollup.other
            counts[rollup.itemClass]?.bytes += rollup.bytes
        }
        counts[unlisted.itemClass]?.items += unlisted.items
        counts[unlisted.itemClass]?.bytes += unlisted.bytes
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
