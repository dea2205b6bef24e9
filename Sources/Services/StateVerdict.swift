import Knowledge
import Vocabulary

/// Whether losing a service's data would lose something.
struct StateVerdict {
    let documents: any Documents
    let playbooks: Playbooks

    /// Decides for every draft that its own reader left undecided.
    func decide(_ drafts: inout [ServiceDraft]) {
        for index in drafts.indices where drafts[index].service.holdsState == nil {
            drafts[index].service.holdsState = verdict(drafts[index])
        }
    }

    private func verdict(_ draft: ServiceDraft) -> Bool {
        let service = draft.service
        if service.kinds.contains("mcp") || service.isExternal { return false }
        let program = service.command.first?.split(separator: "/").last.map(String.init) ?? ""
        let stem = service.name.split(separator: ".").first.map(String.init) ?? service.name
        let playbook =
            service.image.flatMap { playbooks.playbook(forImage: $0) } ?? playbooks.playbook(
                forUnit: stem) ?? playbooks.playbook(forProgram: program)
        if let known = playbook?.holdsState { return known }
        if draft.stores.contains(where: { $0.itemClass >= .state && $0.itemClass != .unknown }) {
            return true
        }
        guard service.kinds.contains("unit") else { return false }
        if draft.mentions.contains(where: { $0.role == .data }) { return true }
        return holdsFolder(draft)
    }

    /// A long-running program with a folder of its own keeps something there.
    private func holdsFolder(_ draft: ServiceDraft) -> Bool {
        guard draft.service.restart != nil || !draft.listens.isEmpty else { return false }
        let words = draft.leaves.filter { $0.key.hasPrefix("command.") }.map(\.value)
        let namesData = words.contains { word in
            ["data", "state", "storage", "store", "db", "config"].contains {
                word.lowercased().contains($0)
            } && word.contains("/")
        }
        return namesData || draft.service.workingFolder != nil
    }
}
