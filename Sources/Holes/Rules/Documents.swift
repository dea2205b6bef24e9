import Policies
import Vocabulary

extension Rule {
    /// A document that names what is not there.
    static let documentDrift = Rule(
        "BP0120", "doc-drift", .medium,
        why: "whoever follows it at night ends at something that does not exist"
    ) { sight in
        sight.inventory.items.compactMap { item in
            let drift = item.verdict.evidence.filter { $0.rule == "document.drift" }
            guard !drift.isEmpty else { return nil }
            let what = drift.prefix(3).map {
                $0.says.replacing("names the ", with: "").replacing("names ", with: "")
            }
            return Asking(
                subject: item.id,
                question:
                    "What should \(item.shown) say instead? It names \(what.joined(separator: "; "))",
                evidence: drift)
        }
    }

    /// A service no document names.
    static let serviceUndocumented = Rule(
        "BP0121", "service-undocumented", .low,
        why: "what no document names is left behind by whoever moves the rest"
    ) { sight in
        sight.longRunning.filter { service in
            !service.evidence.contains { $0.rule == "document.names" }
        }.map { service in
            Asking(
                subject: service.id, question: "What is \(service.name) for?",
                answerKey: ["services", service.id, "purpose"],
                answerLine: "\(service.id): {purpose: …}",
                isAnswered: sight.entry(service)?.purpose != nil, evidence: service.evidence)
        }
    }
}
