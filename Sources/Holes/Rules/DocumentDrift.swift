import Vocabulary

extension Rule {
    /// A document that names what is not there.
    static let documentDrift = Rule(
        "BP0403", "doc-drift", "Is the document wrong, or is something missing?"
    ) { facts in
        facts.items(.drift).compactMap { item in
            let evidence = item.verdict.evidence.filter { $0.rule == "document.drift" }
            guard item.verdict.itemClass.isLoadBearing, !evidence.isEmpty,
                !item.verdict.speaks("copy.archive"), !item.verdict.speaks("place.vendored")
            else { return nil }
            let first = evidence.prefix(3).map(\.says).joined(separator: "; it ")
            let more = evidence.count > 3 ? "; and \(evidence.count - 3) more" : ""
            return Finding(
                subject: item.id,
                question: "Is \(item.shortPath) out of date, or is what it names missing?",
                why: "it \(first)\(more)",
                severity: item.verdict.itemClass == .identity ? .medium : .low,
                evidence: evidence, count: evidence.count)
        }
    }
}
