import Knowledge
import Vocabulary

/// Whether a variable of a file that several services take is one that this service reads.
///
/// Judged in turn by what else of the service names it, by the variables its image is known to
/// read, by the source of its image, and last by how the others use it.
struct SharedVariables {
    private let drafts: [ServiceDraft]
    private let known: [Set<String>?]
    private let sources: [[[UInt8]]?]

    init(_ drafts: [ServiceDraft], playbooks: Playbooks, documents: any Documents) {
        self.drafts = drafts
        known = drafts.map { draft in
            guard draft.leaves.contains(where: \.isShared), let image = draft.service.image,
                draft.service.build == nil, let playbook = playbooks.playbook(forImage: image)
            else { return nil }
            return Set(playbook.environment + playbook.keystones)
        }
        var read: [PathBytes: [[UInt8]]] = [:]
        sources = drafts.map { draft in
            guard draft.leaves.contains(where: \.isShared) else { return nil }
            let folders = Self.folders(of: draft)
            let texts = folders.flatMap { folder -> [[UInt8]] in
                if let texts = read[folder] { return texts }
                let texts = Self.texts(below: folder, documents)
                read[folder] = texts
                return texts
            }
            return texts.isEmpty ? nil : texts
        }
    }

    /// Where the program text of a service lies: what its image is built from, what it mounts.
    private static func folders(of draft: ServiceDraft) -> [PathBytes] {
        let mounted = draft.mountedAt.map(\.source)
        return ([draft.service.build].compactMap { $0 }) + mounted
    }

    private static func texts(below folder: PathBytes, _ documents: any Documents) -> [[UInt8]] {
        documents.files(below: folder).filter {
            SourceNames.isSource($0) && !ComposeSources.isForeign($0)
                && !ComposeSources.isNamed($0.name.text)
        }
        .prefix(400).compactMap { documents.bytes(of: $0) }
    }

    /// Whether the service reads the value; always for one that is its own.
    func isUsed(_ leaf: ServiceDraft.Leaf, by index: Int) -> Bool {
        guard leaf.isShared, leaf.key.hasPrefix("environment.") else { return true }
        let variable = String(leaf.key.dropFirst("environment.".count))
        if drafts[index].leaves.contains(where: { !$0.isShared && $0.value.contains(variable) }) {
            return true
        }
        if let known = known[index] { return known.contains(variable) }
        if let texts = sources[index] { return Self.names(variable, in: texts) }
        return !sources.contains { $0.map { Self.names(variable, in: $0) } ?? false }
    }

    private static func names(_ variable: String, in texts: [[UInt8]]) -> Bool {
        texts.contains { $0.firstRange(of: variable.utf8) != nil }
    }
}
