import Knowledge
import Vocabulary

/// Whether a variable of a file that several services take is one that this service reads.
///
/// Judged in turn by what else of the service names it, by whom it waits for, by the variables its
/// image is known to read, by the source of its image, and last by how the others use it: a variable
/// that no source names is read by a framework, and by all that are given it.
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
        let programs = ProgramText(documents)
        sources = drafts.map { draft in
            guard draft.leaves.contains(where: \.isShared) else { return nil }
            let texts = programs.texts(of: draft)
            return texts.isEmpty ? nil : texts
        }
    }

    /// Whether the service reads the value; always for one that is its own.
    func isUsed(_ leaf: ServiceDraft.Leaf, by index: Int) -> Bool {
        guard leaf.isShared, leaf.key.hasPrefix("environment.") else { return true }
        let variable = String(leaf.key.dropFirst("environment.".count))
        if drafts[index].leaves.contains(where: { !$0.isShared && $0.value.contains(variable) }) {
            return true
        }
        if isAwaited(leaf, by: index) { return true }
        if let known = known[index] {
            return known.contains(variable) || isAmongLike(leaf, index)
        }
        if let texts = sources[index], Self.names(variable, in: texts) { return true }
        return !sources.contains { $0.map { Self.names(variable, in: $0) } ?? false }
    }

    /// Whether the value names a service that this one says it cannot start without.
    private func isAwaited(_ leaf: ServiceDraft.Leaf, by index: Int) -> Bool {
        let awaited = Set(
            drafts[index].dependencies.compactMap {
                $0.to.split(separator: "/").last.map(String.init)
            })
        return References.find(in: leaf.value, key: leaf.key).contains { reference in
            if case .host(let host, _) = reference.target { awaited.contains(host) } else { false }
        }
    }

    /// Whether all that are given the value run the same image: then it is there for them.
    private func isAmongLike(_ leaf: ServiceDraft.Leaf, _ index: Int) -> Bool {
        let sharers = drafts.filter { draft in
            draft.leaves.contains { $0.isShared && $0.key == leaf.key && $0.value == leaf.value }
        }
        return sharers.allSatisfy { $0.service.image == drafts[index].service.image }
    }

    private static func names(_ variable: String, in texts: [[UInt8]]) -> Bool {
        texts.contains { $0.holds(variable) }
    }
}
