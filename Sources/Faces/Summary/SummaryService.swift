import Vocabulary

/// One service as a row of the summary: group and name, what it is, its ports, its stores.
struct SummaryService {
    let service: Service

    init(_ service: Service) {
        self.service = service
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
        service.stores.sorted().map { Shown.text(Identifiers.name(of: $0)) }
            .joined(separator: ", ")
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
