import Recognition
import Vocabulary

/// What documents claim, held against what is there, as evidence on items and services.
struct DocumentRemarks {
    /// Evidence for documents, by absolute path.
    var items: [PathBytes: [Evidence]] = [:]
    /// Documents that were not read: the nearest to the roots are, up to 2 MiB in all.
    private(set) var unread = 0
    private static let budget = 2 << 20

    /// Nearer to the root first, then by name.
    private static func isNearer(_ one: PathBytes, _ two: PathBytes) -> Bool {
        let depths = (one.bytes.count { $0 == 0x2F }, two.bytes.count { $0 == 0x2F })
        return depths.0 != depths.1 ? depths.0 < depths.1 : one < two
    }

    /// Evidence for services that a document names, by id.
    private var named: [String: [Evidence]] = [:]

    /// The service with the documents that name it.
    func remarked(_ service: Service) -> Service {
        var service = service
        service.evidence = Set(service.evidence + (named[service.id] ?? [])).sorted()
        return service
    }

    /// Reads every document for a person or an agent below the roots.
    static func find(
        _ tables: [FileTable], documents: ScannedDocuments, services: [Service]
    ) -> DocumentRemarks {
        var remarks = DocumentRemarks()
        let known = Known(services)
        var budget = Self.budget
        for path in documents.files.filter(Claims.isDocument).sorted(by: Self.isNearer) {
            guard budget > 0 else {
                remarks.unread += 1
                continue
            }
            guard let bytes = documents.bytes(of: path), bytes.count < 1 << 20 else { continue }
            budget -= bytes.count
            for claim in Claims.find(in: bytes) {
                remarks.hold(claim, in: path, documents, known)
            }
            guard !services.isEmpty else { continue }
            remarks.name(String(decoding: bytes, as: UTF8.self), in: path, documents, services)
        }
        return remarks
    }

    /// What can be claimed about services.
    private struct Known {
        let ports: Set<Int>
        let units: Set<String>

        init(_ services: [Service]) {
            ports = Set(
                services.flatMap { $0.ports.flatMap { [$0.host, $0.container].compactMap { $0 } } })
            units = Set(services.filter { $0.kinds.contains("unit") }.map(\.name))
        }
    }

    private mutating func hold(
        _ claim: Claims.Claim, in path: PathBytes, _ documents: ScannedDocuments, _ known: Known
    ) {
        let missing: String?
        switch claim.about {
        case .path(let text):
            missing =
                isThere(text, near: path, documents)
                ? nil : "names the path \(text), which is not there"
        case .port(let port):
            missing =
                known.ports.isEmpty || known.ports.contains(port)
                ? nil : "names port \(port), which no service has"
        case .unit(let unit):
            missing =
                known.units.isEmpty || known.units.contains(unit)
                ? nil : "names the unit \(unit), which is not there"
        }
        guard let missing else { return }
        items[path, default: []].append(
            Evidence(
                .observed, rule: "document.drift", says: missing,
                at: documents.locator(path, line: claim.line)))
    }

    /// Whether a path of the text is there, as written or by its tail below a root. Absolute paths
    /// outside all roots were not looked at, so nothing is claimed about them.
    private func isThere(_ text: String, near path: PathBytes, _ documents: ScannedDocuments)
        -> Bool
    {
        var word = text
        for prefix in ["~/", "$HOME/", "./"] where word.hasPrefix(prefix) {
            word = String(word.dropFirst(prefix.count))
        }
        if word.first == "/" {
            let absolute = PathBytes(word).normalised
            guard documents.roots.contains(where: { absolute.isWithin($0) }) else { return true }
            return documents.type(of: absolute) != nil
        }
        let folders =
            documents.roots
            + sequence(first: path.folder) {
                $0.isEmpty || documents.roots.contains($0) ? nil : $0.folder
            }
        if folders.contains(where: { documents.type(of: $0.appending(word).normalised) != nil }) {
            return true
        }
        // A first segment that is nowhere names a place outside the roots.
        guard let first = word.split(separator: "/").first else { return true }
        return !folders.contains { documents.type(of: $0.appending(String(first))) == .folder }
    }

    private mutating func name(
        _ text: String, in path: PathBytes, _ documents: ScannedDocuments, _ services: [Service]
    ) {
        let words = Set(
            text.lowercased().split { !$0.isLetter && !$0.isNumber && !"._-".contains($0) }.map(
                String.init))
        for service in services {
            let stem = service.name.split(separator: ".").first.map(String.init) ?? service.name
            let names = [service.name, stem] + service.aliases
            guard
                names.contains(where: {
                    words.contains($0.lowercased()) || words.contains($0.lowercased() + ".")
                })
            else { continue }
            named[service.id, default: []].append(
                Evidence(
                    .declared, rule: "document.names", says: "\(path.name.text) names it",
                    at: documents.locator(path)))
        }
    }
}
