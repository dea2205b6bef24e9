public import Knowledge
public import Places
import Recognition
import Services
public import Vocabulary

/// One scan: walk the roots, find what runs, judge what is there, and close the books.
public struct Scan: Sendable {
    /// The roots, absolute on the place.
    public var roots: [PathBytes]
    /// How the walk goes about it.
    public var options: WalkOptions
    /// Whether regenerable trees are listed entry by entry.
    public var isDeep: Bool
    /// Whether what runs on the place is looked at, beside its files.
    public var looksAtRunning = false
    /// The home of the login where a whole host is looked at: its roots are found on the spot, and
    /// `roots` counts for nothing. Nil for a scan of `roots`.
    public var wholeHostFrom: PathBytes?
    /// What tells one build of the program from another; nil where nothing may be carried over.
    public var program: String?
    /// Keys digests and fingerprints of secrets; nil where nothing is kept.
    public var key: SecretKey?
    /// What is known about files and services.
    public var catalogue: Catalogue
    /// Told how far the scan is, from any thread; nil where nobody watches.
    public var onStage: (@Sendable (Stage) -> Void)?

    /// A scan of those roots.
    public init(
        roots: [PathBytes], options: WalkOptions = WalkOptions(), isDeep: Bool = false,
        key: SecretKey? = nil, catalogue: Catalogue = .shipped
    ) {
        self.roots = roots
        self.options = options
        self.isDeep = isDeep
        self.key = key
        self.catalogue = catalogue
    }

    /// How far a scan is.
    public enum Stage: Equatable, Sendable {
        /// Walking; so many entries have been looked at.
        case walking(Int)
        /// Finding what runs and what documents claim.
        case reading
        /// Deciding the class of everything.
        case judging
    }

    /// What a scan found: the roots' tables, and everything of the inventory but their items.
    public struct Found: Sendable {
        /// The walked roots, judged.
        public var tables: [ClassifiedTable]
        /// The inventory without the items of the tables.
        public var rest: Inventory
    }

    /// Runs the scan on a place. Blocks; `earlier` is what an earlier scan of the same roots
    /// found: where nothing changed since, that is what is found again.
    public func run(
        on place: some PlaceAccess, since earlier: Earlier?
    ) throws(PlacesError) -> Found {
        try run(on: place, earlier: earlier) { earlier?.table(of: $0) }
    }

    /// Runs the scan on a place. Blocks; `previous` gives the table of an earlier walk of a root.
    public func run(
        on place: some PlaceAccess, previous: (PathBytes) -> FileTable?
    ) throws(PlacesError) -> Found {
        try run(on: place, earlier: nil, previous)
    }

    private func run(
        on place: some PlaceAccess, earlier: Earlier?, _ previous: (PathBytes) -> FileTable?
    ) throws(PlacesError) -> Found {
        let view = looksAtRunning ? RunningView.look(at: place) : nil
        return try (view.map { whole(place, $0) } ?? self).found(
            on: place, view, earlier: earlier, previous)
    }

    private func found(
        on place: some PlaceAccess, _ view: RunningView?, earlier: Earlier?,
        _ previous: (PathBytes) -> FileTable?
    ) throws(PlacesError) -> Found {
        var tables: [FileTable] = []
        let examiner = ContentScanner(key: key)
        if place.isFar { return try far(place, view, examiner, previous) }
        let options = watched
        var missed: [PathBytes] = []
        for root in roots {
            do throws(PlacesError) {
                let table = try place.walk(
                    root, options: options, examiner: examiner, previous: previous(root))
                tables.append(table)
            } catch {
                guard options.isStopped?() == true else { throw error }
                missed.append(root)
            }
        }
        if tables.isEmpty, !missed.isEmpty { throw .stopped(place.id) }
        if var found = carried(tables, from: earlier) {
            var described = place.described(key: key)
            described.coverage = found.rest.places[0].coverage
            found.rest.places = [described]
            return found
        }
        onStage?(.reading)
        let documents = ScannedDocuments(tables: tables, owner: nil) { path, limit in
            Self.wanted(path, tables).flatMap {
                try? place.read($0.path, below: $0.root, limit: limit)
            }
        }
        var found = assemble(
            tables, documents, place,
            view.map { running(tables, at: place, $0, examiner) })
        if options.isStopped?() == true {
            found.tellStop(missed, wasAsking: looksAtRunning)
        }
        return found
    }

    /// The file at an absolute path, below the nearest of the walked roots.
    static func wanted(_ path: PathBytes, _ tables: [FileTable]) -> Wanted? {
        let roots = tables.map(\.root).filter { path.isWithin($0) }
        guard let root = roots.max(by: { $0.bytes.count < $1.bytes.count }) else { return nil }
        return Wanted(path.below(root) ?? PathBytes(bytes: []), below: root)
    }

    /// The options of a walk that adds up, over all roots, what it has looked at.
    private var watched: WalkOptions {
        guard let onStage else { return options }
        onStage(.walking(0))
        let seen = Counter()
        var options = options
        options.onFolder = { onStage(.walking(seen.add($0))) }
        return options
    }

    func assemble(
        _ tables: [FileTable], _ documents: ScannedDocuments, _ place: some PlaceAccess,
        _ running: Running?
    ) -> Found {
        let discovered =
            running?.discovered
            ?? Discovery.discover(documents, playbooks: catalogue.playbooks)
        var hearsay = Hearsay()
        hearsay.remarks = running?.remarks ?? [:]
        hearsay.packaged = running?.packaged ?? [:]
        hearsay.mentions = discovered.mentions
        for keystone in discovered.keystones {
            hearsay.unlocks[keystone.file, default: []].append(keystone.store)
        }
        hearsay.aliases = aliases(discovered)
        for table in tables {
            for tree in GitWorkTree.find(in: table, documents: documents) {
                hearsay.remarks[tree.path, default: []] += tree.evidence
            }
        }
        let claims = DocumentRemarks.find(
            tables, documents: documents, services: discovered.services)
        hearsay.remarks.merge(claims.items) { $0 + $1 }
        onStage?(.judging)
        let classifier = Classifier(catalogue, isDeep: isDeep)
        let judged = tables.map { classifier.classify($0, documents: documents, hearsay: hearsay) }
        var rest = Inventory()
        rest.services = discovered.services.map { claims.remarked($0) }
        rest.stores = Self.joined(
            discovered.stores + judged.flatMap(\.stores), discovered.keystones, tables)
        rest.dependencies = discovered.dependencies
        rest.rollups = judged.flatMap(\.rollups)
        rest.excluded = tables.flatMap(\.excluded)
        rest.problems = tables.flatMap(\.problems) + discovered.problems
        rest.totals = judged.map(\.classified.totals)
        rest.places = [described(place, tables, running, unreadDocuments: claims.unread)]
        rest.places += running?.insides.map(\.place) ?? []
        let insides = self.judged(running?.insides ?? [])
        for inside in insides { inside.add(to: &rest) }
        rest.snapshot.scope = tables.map { "\($0.place):\($0.root.text)" }.sorted()
        rest.sort()
        return Found(
            tables: judged.map(\.classified) + insides.compactMap(\.found?.classified), rest: rest)
    }

    /// Where services see the folders they mount, where that name says more than `/data`.
    private func aliases(_ discovered: Discovered) -> [PathBytes: String] {
        let paths = Dictionary(
            discovered.stores.compactMap { store in store.path.map { (store.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        var aliases: [PathBytes: String] = [:]
        for mount in discovered.services.flatMap(\.mounts) {
            guard let path = paths[mount.store], mount.at.split(separator: "/").count > 1 else {
                continue
            }
            for place in [path] + roots.map({ $0.appending(path).normalised }) {
                aliases[place] = max(aliases[place] ?? "", mount.at)
            }
        }
        return aliases
    }

    /// Stores of one path told by a service and by content are one; keystones are put on theirs.
    private static func joined(
        _ stores: [Store], _ keystones: [Discovered.Keystone], _ tables: [FileTable]
    ) -> [Store] {
        var byID: [String: Store] = [:]
        for store in stores {
            guard var known = byID[store.id] else {
                byID[store.id] = store
                continue
            }
            known.engine = known.engine ?? store.engine
            known.bytes = known.bytes ?? store.bytes
            known.itemClass = max(known.itemClass, store.itemClass)
            known.evidence = Set(known.evidence + store.evidence).sorted()
            byID[store.id] = known
        }
        for keystone in keystones {
            guard let root = tables.first(where: { keystone.file.isWithin($0.root) }) else {
                continue
            }
            let below = keystone.file.below(root.root) ?? PathBytes(bytes: [])
            let item = Identifiers.item(place: root.place, root: root.root, path: below)
            byID[keystone.store]?.keystones.append(item)
        }
        return byID.values.map { store in
            var store = store
            store.keystones = Set(store.keystones).sorted()
            return store
        }.sorted { $0.id < $1.id }
    }

    private func described(
        _ place: some PlaceAccess, _ tables: [FileTable], _ running: Running?,
        unreadDocuments: Int
    ) -> Place {
        var described = place.described(key: key)
        let unread = tables.flatMap(\.problems).filter { ["EACCES", "EPERM"].contains($0.code) }
        let gaps = unread.map {
            Place.Coverage.Gap(
                what: $0.path?.text ?? "", why: $0.what, privilege: "the owner of the file, or root"
            )
        }
        let cut = tables.flatMap(\.problems).filter { $0.code == "listing-cut" }.map {
            Place.Coverage.Gap(what: $0.path?.text ?? "", why: $0.what)
        }
        described.coverage = [
            Place.Coverage(scope: "files", looked: true, missing: gaps + cut + place.gaps)
        ]
        described.facts.merge(running?.facts ?? [:]) { own, _ in own }
        described.host = running?.host
        described.coverage += running?.coverage ?? [Self.filesOnly]
        if unreadDocuments > 0 {
            let gap = Place.Coverage.Gap(
                what: "\(unreadDocuments) documents far from the roots",
                why: "what documents claim is read up to 2 MiB, the nearest first")
            described.coverage.append(
                Place.Coverage(scope: "documents", looked: true, missing: [gap]))
        }
        described.coverage.sort { $0.scope < $1.scope }
        return described
    }

    private static let filesOnly = Place.Coverage(
        scope: "running", looked: false,
        missing: [
            .init(
                what: "containers, units and processes that run now",
                why: "this scan reads files only")
        ])
}
