import Knowledge
import Vocabulary

extension Rule {
    /// A database that nobody knows how to take out.
    static let storeWithoutDump = Rule(
        "BP0203", "store-without-dump", "How is this data taken out and put back?"
    ) { facts in
        facts.services.compactMap { service in
            let playbook = facts.playbook(of: service)
            let stuck = facts.stores(of: service).filter { store in
                guard store.itemClass >= .state, let engine = store.engine else { return false }
                let known = facts.catalogue.playbooks.playbook(forEngine: engine)
                return known?.procedures.movesData != true
                    && playbook?.procedures.movesData != true
            }
            guard let first = stuck.first else { return nil }
            return Finding(
                subject: service.id,
                question: "How is the data of \(service.name) taken out and put back?",
                why: "no way to dump and load \(first.engine ?? first.name) is known here, so it "
                    + "can only be copied with its server stopped",
                severity: .medium, blocks: .approve, evidence: stuck.flatMap(\.evidence))
        }
    }
}
