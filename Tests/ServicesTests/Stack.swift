import Knowledge
import Services
import Vocabulary

/// A place that exists in memory, and what discovery finds there.
struct Stack: Documents {
    let place = Identifiers.local
    var roots: [PathBytes] = ["/srv"]
    var owner: String?
    let files: [PathBytes]
    var links: [PathBytes] = []
    private let texts: [PathBytes: [UInt8]]

    init(_ texts: [String: String], roots: [PathBytes] = ["/srv"]) {
        self.roots = roots
        self.texts = Dictionary(
            uniqueKeysWithValues: texts.map { (PathBytes($0.key), Array($0.value.utf8)) })
        files = self.texts.keys.sorted()
    }

    /// One compose file in `/srv/app`, its services under `services:`, and files beside it.
    init(compose services: String, _ others: [String: String] = [:]) {
        var texts = ["/srv/app/compose.yaml": "services:\n" + services]
        for (name, text) in others { texts["/srv/app/" + name] = text }
        self.init(texts)
    }

    func type(of path: PathBytes) -> ItemType? {
        if texts[path] != nil { return .file }
        return files.contains { $0.isWithin(path) } ? .folder : nil
    }

    func bytes(of path: PathBytes) -> [UInt8]? { texts[path] }

    var found: Discovered { Discovery.discover(self, playbooks: .shipped) }

    /// `from to` of all edges of a kind between services, ids without place; `app/` left out.
    func edges(_ kind: Dependency.Kind = .network) -> Set<String> {
        Set(
            found.dependencies.filter { $0.kind == kind && !$0.to.contains("/store/") }
                .map { Self.short($0.from) + " " + Self.short($0.to) })
    }

    /// Services that hold state, as `edges` names them.
    var holders: Set<String> {
        Set(found.services.filter { $0.holdsState == true }.map { Self.short($0.id) })
    }

    private static func short(_ id: String) -> String {
        id.replacing("local/service/", with: "").replacing("app/", with: "")
    }
}
