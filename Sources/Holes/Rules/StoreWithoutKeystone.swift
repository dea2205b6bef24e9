import Knowledge
import Vocabulary

extension Rule {
    /// Data that a key unlocks, and the key was not found.
    static let storeWithoutKeystone = Rule(
        "BP0204", "store-without-keystone", "Where is the key to this data?"
    ) { facts in
        facts.services.compactMap { service in
            guard service.holdsState == true, let playbook = facts.playbook(of: service),
                !playbook.keystones.isEmpty
            else { return nil }
            let stores = facts.stores(of: service).filter { $0.itemClass >= .state }
            let names = Set(service.environment + service.environmentFrom.flatMap(\.names))
            guard names.isDisjoint(with: playbook.keystones),
                stores.allSatisfy({ $0.keystones.isEmpty })
            else { return nil }
            let wanted = playbook.keystones.joined(separator: " or ")
            return Finding(
                subject: service.id, question: "Where is the key that unlocks \(service.name)?",
                why: "\(playbook.title) takes it from \(wanted), which is set nowhere that was "
                    + "found: the key is the program's default, or lies only in its data, or will "
                    + "be missing on the target",
                severity: .medium, evidence: service.origin)
        }
    }
}
