import Knowledge
import Vocabulary

extension Rule {
    /// A store nobody knows how to dump.
    static let storeWithoutDump = Rule(
        "BP0108", "store-without-dump", .high, blocks: .approve,
        why:
            "without a way to dump and check it, a move can only copy files of a running program and hope"
    ) { sight in
        sight.services.filter { service in
            guard service.holdsState == true,
                service.kinds.contains("compose") || service.kinds.contains("container")
            else { return false }
            let isPlain = service.stores.compactMap { sight.storeByID[$0] }.allSatisfy {
                $0.kind == .bind && $0.engine == nil
            }
            guard !isPlain || service.stores.isEmpty else { return false }
            let procedures = sight.playbook(service)?.procedures
            return procedures?.dump.isEmpty ?? true
        }.map { service in
            Asking(
                subject: service.id,
                question: "How is the data of \(service.name) dumped and checked while it runs?",
                answerKey: ["services", service.id, "purpose"],
                evidence: service.evidence)
        }
    }

    /// A store whose key was not found.
    static let storeWithoutKeystone = Rule(
        "BP0109", "store-without-keystone", .high, blocks: .approve,
        why: "data that moves without the key that opens it is lost, however many bytes arrive"
    ) { sight in
        sight.services.compactMap { service in
            guard let playbook = sight.playbook(service), !playbook.keystones.isEmpty,
                service.holdsState == true,
                Set(playbook.keystones).isDisjoint(with: service.environment)
            else { return nil }
            let stores = service.stores.compactMap { sight.storeByID[$0] }
            guard !stores.contains(where: { !$0.keystones.isEmpty }) else { return nil }
            return Asking(
                subject: service.id,
                question:
                    "Where is the key that opens the data of \(service.name) (\(playbook.keystones.joined(separator: ", ")))?",
                evidence: [
                    Evidence(
                        .inferred, rule: "playbook.keystone",
                        says: "\(playbook.title) encrypts what it keeps with it")
                ])
        }
    }

    /// Something said to be rebuilt, without a recipe.
    static let regenerableUnproven = Rule(
        "BP0110", "regenerable-unproven", .medium,
        why:
            "what cannot be shown to be rebuilt is kept; either a recipe is missing or the move carries ballast"
    ) { sight in
        let trees = sight.inventory.rollups.filter {
            $0.recipe == nil && $0.itemClass == .state && $0.path.name != ".git"
        }.map { rollup in
            Asking(
                subject: Identifiers.item(
                    place: rollup.place, root: rollup.root, path: rollup.path),
                question: "From what is \(rollup.path.text) rebuilt?", answerKey: ["classes"],
                answerLine:
                    "- {path: \(rollup.path.text), class: convenience, because: rebuilt by …}",
                evidence: rollup.evidence)
        }
        let weights = sight.inventory.items.filter {
            $0.type == .file && $0.verdict.itemClass == .state
                && ($0.has(rule: "model.weights") || $0.has(rule: "vector.index"))
        }.map { item in
            Asking(
                subject: item.id,
                question: "Where does \(item.shown) come from, at which revision?",
                answerKey: ["classes"],
                answerLine: "- {path: \(item.path.text), class: convenience, because: …@…}",
                evidence: item.verdict.evidence)
        }
        return trees + weights
    }
}
