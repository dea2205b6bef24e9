import Vocabulary

/// One service as a row of the summary: group and name, what it is, its ports, its stores.
struct SummaryService {
    let service: Service
    /// Absolute roots of the scan: what lies below one is told by its path from there.
    let roots: [String]

    init(_ service: Service, roots: [String]) {
        self.service = service
        self.roots = roots
    }

    var cells: [String] {
        [
            Shown.cut(name, to: 32), Shown.cut(what, to: 30), ports,
            service.stores.isEmpty ? "" : "keeps \(stores)",
        ]
    }

    private var name: String {
        let own = Shown.text(service.name)
        guard let group = Identifiers.group(of: service.id) else { return own }
        return "\(Shown.text(group))/\(own)"
    }

    private var what: String {
        if let image = service.image { return Shown.text(image) }
        if let schedule = service.schedule { return "at \(Shown.text(schedule))" }
        return service.kinds.map(Shown.text).joined(separator: ", ")
    }

    private var ports: String {
        let published = Set(service.ports.compactMap(\.host)).sorted()
        return published.isEmpty ? "" : ":" + published.map(String.init).joined(separator: ",")
    }

    private var stores: String {
        service.stores.sorted().map { Shown.text(StoreName.short($0, below: roots)) }
            .joined(separator: ", ")
    }
}

/// What to call a store in a line that has no room for an absolute path.
enum StoreName {
    /// The name of a store's id, from the longest root it lies below.
    static func short(_ id: String, below roots: [String]) -> String {
        let name = Identifiers.name(of: id)
        guard !roots.contains(name) else { return "." }
        let holding = roots.filter { $0 != "/" && name.hasPrefix($0 + "/") }
        guard let root = holding.max(by: { $0.utf8.count < $1.utf8.count }) else { return name }
        return "./" + name.dropFirst(root.count + 1)
    }
}

extension ItemClass {
    /// What its absence would mean, in a clause.
    var meaning: String {
        switch self {
        case .identity: "without it, somebody else runs"
        case .state: "without it, something is forgotten"
        case .config: "without it, something does not start or acts differently"
        case .unknown: "not judged: a question for you"
        case .convenience: "can be made again"
        }
    }
}

extension Store.Kind {
    /// What it is, in plain words.
    var meaning: String {
        switch self {
        case .volume: "volume"
        case .bind: "folder of the host"
        case .anonymous: "volume without a name"
        case .layer: "written inside the container"
        case .tmpfs: "kept in memory"
        case .file: "file"
        case .database: "database"
        }
    }
}
