import Policies
import Topology
import Vocabulary

extension Rule {
    /// A scheduled program that no document names.
    static let cronTargetUndocumented = Rule(
        "BP0401", "cron-target-undocumented", "What does this schedule run, and why?"
    ) { facts in
        facts.services.compactMap { service in
            guard service.kinds.contains("cron") || service.kinds.contains("at"),
                !service.isDocumented
            else { return nil }
            let touches = facts.graph.needs(of: service.id).filter { $0.kind == .supervises }
            let targets = touches.map { Identifiers.name(of: $0.to) }.joined(separator: ", ")
            return Finding(
                subject: service.id, question: "What is \(service.name) for, and who asked for it?",
                why: touches.isEmpty
                    ? "it runs by the clock and no document names it"
                    : "it starts or restarts \(targets) by the clock and no document names it",
                severity: touches.isEmpty ? .low : .medium, evidence: service.origin,
                answer: service.answer("purpose", "\"…\""),
                isAnswered: facts.entry(service)?.purpose != nil)
        }
    }
}
