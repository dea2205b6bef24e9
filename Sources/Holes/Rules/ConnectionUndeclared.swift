import Vocabulary

extension Rule {
    /// Two services speak, and nothing that was read says why.
    static let connectionUndeclared = Rule(
        "BP0604", "connection-undeclared", "Is one meant to use the other?"
    ) { facts in
        let names = Dictionary(
            facts.services.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return facts.inventory.dependencies.compactMap { edge in
            guard edge.kind == .network, edge.evidence.allSatisfy({ $0.basis == .observed }),
                edge.evidence.contains(where: { $0.rule == "socket.connected" }),
                let from = names[edge.from], let to = names[edge.to]
            else { return nil }
            return Finding(
                subject: edge.from, question: "Is \(from) meant to use \(to)?",
                why: "a connection between them stands, and no file that was read names one in the"
                    + " other",
                severity: .low, evidence: edge.evidence)
        }
    }
}
