import Formats
import Knowledge
import Vocabulary

/// Which service answers on a Unix socket: who binds it, or who shares its folder and serves.
struct SocketTable {
    private let drafts: [ServiceDraft]
    private let serves: [Bool]
    private var bound: [String: [Int]] = [:]

    init(_ drafts: [ServiceDraft], playbooks: Playbooks) {
        self.drafts = drafts
        serves = drafts.map { draft in
            let playbook = draft.service.image.flatMap { playbooks.playbook(forImage: $0) }
            return !(playbook?.ports.isEmpty ?? draft.listens.isEmpty)
        }
        for (index, draft) in drafts.enumerated() {
            for leaf in LeafKeys.flagged(draft.leaves) where Self.binds(leaf.key) {
                for reference in References.find(in: leaf.value, key: leaf.key) {
                    if case .socket(let path) = reference.target {
                        bound[path, default: []].append(index)
                    }
                }
            }
        }
    }

    /// Whether a key says where its own service listens.
    private static func binds(_ key: String) -> Bool {
        let words = KeyWords.words(key)
        let own: Set<String> = ["bind", "listen", "unixsocket", "listenstream", "socket"]
        return !own.isDisjoint(with: words)
    }

    /// Services that answer on a socket as the asking one sees it.
    func answering(_ path: String, to asker: Int) -> [Int] {
        guard !Self.isEngine(path) else { return [] }
        let same = (bound[path] ?? []).filter { index in
            index != asker && drafts[index].networks.contains("host")
                && drafts[asker].networks.contains("host")
        }
        if !same.isEmpty { return same }
        let sharing = mounts(drafts[asker], covering: path).flatMap { mount in
            drafts.indices.filter { other in
                other != asker && drafts[other].service.mounts.contains { $0.store == mount }
            }
        }
        let binding = sharing.filter { index in bound.values.contains { $0.contains(index) } }
        return binding.isEmpty ? sharing.filter { serves[$0] } : binding
    }

    private func mounts(_ draft: ServiceDraft, covering path: String) -> [String] {
        draft.service.mounts.filter { PathBytes(path).isWithin(PathBytes($0.at)) }.map(\.store)
    }

    /// The engine's own socket is everybody's.
    private static func isEngine(_ path: String) -> Bool {
        ["docker.sock", "podman.sock", "containerd.sock", "crio.sock"].contains {
            path.hasSuffix($0)
        }
    }
}
