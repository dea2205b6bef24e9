import Vocabulary

extension Rule {
    /// Two services speak, and nothing that was read says why.
    static let connectionUndeclared = Rule(
        "BP0604", "connection-undeclared", "Is one meant to use the other?"
    ) { facts in
        let names = Dictionary(
            facts.services.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        // A unit that is started after another, or a link in a compose file, names it.
        let declared = Set(
            facts.inventory.dependencies.filter { edge in
                edge.evidence.contains { $0.basis == .declared }
            }.map { [$0.from, $0.to] })
        return facts.inventory.dependencies.compactMap { edge in
            guard !declared.contains([edge.from, edge.to]), edge.kind == .network,
                edge.evidence.allSatisfy({ $0.basis == .observed }),
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
